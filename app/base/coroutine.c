#include "base/coroutine.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/thread.h"

enum baton { BATON_OWNER, BATON_WORK };

struct coroutine {
    void (*work)(struct coroutine *self, void *context);
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex; // whoever has the baton holds it
    pthread_cond_t has_passed;
    enum baton baton;
    bool has_begun, has_ended;
};

static void pass(struct coroutine *coroutine, enum baton from, enum baton to) {
    coroutine->baton = to;
    pthread_cond_signal(&coroutine->has_passed);
    while (coroutine->baton != from) {
        pthread_cond_wait(&coroutine->has_passed, &coroutine->mutex);
    }
}

static void *run(void *context) {
    struct coroutine *coroutine = context;
    pthread_mutex_lock(&coroutine->mutex);
    coroutine->work(coroutine, coroutine->context);
    coroutine->has_ended = true;
    coroutine->baton = BATON_OWNER;
    pthread_cond_signal(&coroutine->has_passed);
    pthread_mutex_unlock(&coroutine->mutex);
    return NULL;
}

struct coroutine *coroutine_create(void (*work)(struct coroutine *self, void *context), void *context) {
    struct coroutine *coroutine = calloc(1, sizeof *coroutine);
    if (!coroutine) {
        abort();
    }
    coroutine->work = work;
    coroutine->context = context;
    pthread_mutex_init(&coroutine->mutex, NULL);
    pthread_cond_init(&coroutine->has_passed, NULL);
    return coroutine;
}

void coroutine_destroy(struct coroutine *coroutine) {
    if (!coroutine) {
        return;
    }
    assert(coroutine->has_ended == coroutine->has_begun);
    if (coroutine->has_begun) {
        pthread_join(coroutine->thread, NULL);
    }
    pthread_cond_destroy(&coroutine->has_passed);
    pthread_mutex_destroy(&coroutine->mutex);
    free(coroutine);
}

bool coroutine_resume(struct coroutine *coroutine) {
    assert(!coroutine->has_ended);
    pthread_mutex_lock(&coroutine->mutex);
    if (!coroutine->has_begun) { // its thread waits for the mutex, which is free in pass()
        coroutine->has_begun = true;
        thread_start(&coroutine->thread, "coroutine", run, coroutine);
    }
    pass(coroutine, BATON_OWNER, BATON_WORK);
    bool has_more = !coroutine->has_ended;
    pthread_mutex_unlock(&coroutine->mutex);
    return has_more;
}

void coroutine_pause(struct coroutine *self) {
    pass(self, BATON_WORK, BATON_OWNER);
}
