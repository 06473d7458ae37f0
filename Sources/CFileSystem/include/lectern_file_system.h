#ifndef LECTERN_FILE_SYSTEM_H
#define LECTERN_FILE_SYSTEM_H

#include <stdint.h>

/// Keeps room on the disk for a file without making it longer (fallocate with FALLOC_FL_KEEP_SIZE, which Swift does not import).
/// Gives 0, or the errno; EOPNOTSUPP where the file system cannot.
int lectern_reserve(int descriptor, int64_t offset, int64_t length);

#endif
