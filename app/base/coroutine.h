#ifndef BROADSIDE_BASE_COROUTINE_H
#define BROADSIDE_BASE_COROUTINE_H

#include <stdbool.h>

// Work that stops in the middle and goes on later. Its stack is a thread's, but only one of the two ever
// runs: whoever resumes it stands still until it pauses. So nothing is shared at the same time, and nothing
// needs a lock. (ucontext, which POSIX.1-2008 dropped, would do without the thread, and without the
// sanitizers.)

struct coroutine;

// `work` begins at the first coroutine_resume. Aborts where there can be no thread.
struct coroutine *coroutine_create(void (*work)(struct coroutine *self, void *context), void *context);
// Only once the work has returned, or if it never began. Accepts NULL.
void coroutine_destroy(struct coroutine *coroutine);

// Runs the work until it pauses or returns; answers whether there is more.
bool coroutine_resume(struct coroutine *coroutine);
// From inside the work: back to whoever resumed it.
void coroutine_pause(struct coroutine *self);

#endif
