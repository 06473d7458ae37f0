#include "CSandbox.h"

#include <errno.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

// The kernel's structure as of ABI 6; an older kernel is given only the part that it knows.
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scope;
};

// How many kinds of file access an ABI handles; they are consecutive bits from 0 on.
static uint64_t file_access(int abi) {
    if (abi >= 5) return (1ULL << 16) - 1; // + ioctl on devices
    if (abi >= 3) return (1ULL << 15) - 1; // + truncate
    if (abi >= 2) return (1ULL << 14) - 1; // + rename and link between folders
    return (1ULL << 13) - 1;
}

int sandbox_deny_files(void) {
    int abi = (int)syscall(SYS_landlock_create_ruleset, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 0) return -errno;
    if (abi < 1) return -ENOSYS;
    struct ruleset rules = {
        .files = file_access(abi),
        .network = abi >= 4 ? 3 : 0, // bind and connect TCP
        .scope = abi >= 6 ? 3 : 0,   // abstract sockets and signals stay within this process
    };
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) return -errno;
    int status = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 ? abi : -errno;
    close(ruleset);
    return status;
}
