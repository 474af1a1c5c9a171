#ifndef BROADSIDE_TESTS_SUPPORT_READ_DOCUMENT_H
#define BROADSIDE_TESTS_SUPPORT_READ_DOCUMENT_H

#include <stddef.h>

// What the bytes of an answer become: JSON on one line, or "error: reason". The caller frees it. The content
// type may be NULL.
char *read_document(const char *bytes, size_t len, const char *content_type);

#endif
