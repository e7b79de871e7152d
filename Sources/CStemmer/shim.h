#ifndef REPERES_CSTEMMER_H
#define REPERES_CSTEMMER_H

#include <libstemmer.h>

#endif
