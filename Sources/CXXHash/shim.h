#ifndef REPERES_CXXHASH_H
#define REPERES_CXXHASH_H

#include <xxhash.h>

#endif
