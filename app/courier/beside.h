#ifndef BROADSIDE_COURIER_BESIDE_H
#define BROADSIDE_COURIER_BESIDE_H

// The address of the signature that lies beside a file; a query stays where it is:
// "fleet.json?x=1" → "fleet.json.minisig?x=1". The caller frees it. Private to the room.
char *address_beside(const char *url);

#endif
