#ifndef REPERES_CCMARK_H
#define REPERES_CCMARK_H

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

#endif
