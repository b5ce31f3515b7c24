#pragma once

#include <cstdlib>  // says which C library this is

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace boussole {

/// Gives freed memory back to the system where the C library would keep it, and from here on gives large blocks back as
/// soon as they are freed: after a stage that needed much memory, so that its peak and the next one's do not add up.
inline void release_free_memory() {
#if defined(__GLIBC__)
  ::malloc_trim(0);
  ::mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

}  // namespace boussole
