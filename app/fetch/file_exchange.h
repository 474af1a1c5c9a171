#ifndef BROADSIDE_FETCH_FILE_EXCHANGE_H
#define BROADSIDE_FETCH_FILE_EXCHANGE_H

#include "fetch/exchange.h"

// Finishes the exchange of a file: address by reading the file. Its validator is the file's date and size.
void file_exchange(struct exchange *exchange);

#endif
