#ifndef REPERES_CZLIB_H
#define REPERES_CZLIB_H

#include <zlib.h>

/// `deflateInit2` is a macro, which Swift does not see. 31 window bits ask for gzip's frame (RFC 1952).
static inline int reperes_gzip_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}

#endif
