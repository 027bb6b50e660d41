/* Read before every file: what the C library of Android declares by itself and that of Debian does not. */
#ifndef __ASSEMBLER__
#include <stdint.h>
#include <sys/types.h>
#define __INTRODUCED_IN(level)
#define __INTRODUCED_IN_32(level)
#define __INTRODUCED_IN_64(level)
#define __REMOVED_IN(level)
#define __RENAME_IF_FILE_OFFSET64(name)
#endif
