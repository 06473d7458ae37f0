#include "CSandbox.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static int limit(int resource, uint64_t value) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) return -errno;
    // A hard limit that is already lower stays: raising it needs privileges.
    rlim_t bound = value < now.rlim_max ? (rlim_t)value : now.rlim_max;
    struct rlimit next = {.rlim_cur = bound, .rlim_max = bound};
    return setrlimit(resource, &next) == 0 ? 0 : -errno;
}

int sandbox_limit(uint64_t memory, uint64_t cpu_seconds, uint64_t file_size, uint64_t open_files) {
    int status = limit(RLIMIT_AS, memory);
    if (status == 0) status = limit(RLIMIT_CPU, cpu_seconds);
    if (status == 0) status = limit(RLIMIT_FSIZE, file_size);
    if (status == 0) status = limit(RLIMIT_NOFILE, open_files);
    if (status == 0) status = limit(RLIMIT_CORE, 0);
    return status;
}

int sandbox_no_new_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -errno;
}
