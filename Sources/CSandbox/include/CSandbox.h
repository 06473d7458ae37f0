// What locks a process down, where Swift has no access: resource limits, Landlock's system calls, libseccomp's variadic functions.
// Every function returns 0 (or the number it documents) on success and a negative errno otherwise.
#pragma once

#include <stdint.h>

/// Address space in bytes, processor time in seconds, the size of written files in bytes, open files. No core dumps.
int sandbox_limit(uint64_t memory, uint64_t cpu_seconds, uint64_t file_size, uint64_t open_files);

/// Gives up, for good, gaining privileges by executing a file. Landlock and seccomp ask for it.
int sandbox_no_new_privileges(void);

/// Denies every access to the file system and to TCP that the kernel's Landlock handles; open descriptors keep working.
/// Returns the Landlock ABI, from 1 on.
int sandbox_deny_files(void);

/// Denies the system calls that reach out of the process: files by name, sockets, programs, other processes, the kernel's larger machinery.
int sandbox_deny_calls(void);
