#ifndef BROADSIDE_BASE_SANITIZER_H
#define BROADSIDE_BASE_SANITIZER_H

// Whether a sanitizer with a heap of its own is built in, AddressSanitizer or ThreadSanitizer: gcc says so by
// a macro, clang by a feature.
#define SANITIZER_IS_BUILT_IN 0
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#undef SANITIZER_IS_BUILT_IN
#define SANITIZER_IS_BUILT_IN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#undef SANITIZER_IS_BUILT_IN
#define SANITIZER_IS_BUILT_IN 1
#endif

#endif
