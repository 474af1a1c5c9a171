#ifndef BROADSIDE_DECODE_ADDRESS_H
#define BROADSIDE_DECODE_ADDRESS_H

// A relative or scheme-less address resolved against an absolute one (RFC 3986, section 5). Blanks at the
// ends go, characters that no address may contain are percent-encoded. The caller frees what is returned;
// NULL if the result is no address. `base` may be NULL.
char *address_resolve(const char *address, const char *base);

#endif
