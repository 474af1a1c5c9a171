#include "base/parser_lock.h"

#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void parser_lock(void) {
    pthread_mutex_lock(&mutex);
}

void parser_unlock(void) {
    pthread_mutex_unlock(&mutex);
}
