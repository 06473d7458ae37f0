#define _GNU_SOURCE
#include "lectern_file_system.h"

#include <errno.h>
#include <fcntl.h>

int lectern_reserve(int descriptor, int64_t offset, int64_t length) {
    return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, offset, length) == 0 ? 0 : errno;
}
