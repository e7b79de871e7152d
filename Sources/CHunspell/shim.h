#ifndef REPERES_CHUNSPELL_H
#define REPERES_CHUNSPELL_H

/* pkg-config gives the folder, and the library, whose name bears its version. */
#include <hunspell.h>

#endif
