#ifndef REPERES_CZSTD_H
#define REPERES_CZSTD_H

#include <zdict.h>
#include <zstd.h>

#endif
