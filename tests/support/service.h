#ifndef BROADSIDE_TESTS_SUPPORT_SERVICE_H
#define BROADSIDE_TESTS_SUPPORT_SERVICE_H

#include "courier/loop.h"
#include "support/desk.h"

// One source with a profile of the test's own, asked round by round on the thread of the test. In the profile
// {%site} is the test's server.

#define SERVICE_PARAMS 8

struct service {
    struct desk desk;
    char folder[64], shelf[96], profile[96];
    char site[64];
    struct source_param params[SERVICE_PARAMS];
    struct source_secrets secrets;
};

// `rest` is what the profile has besides its name and the records, which are the stories of "items" with
// "id" and "title": "\"request\": …". The source is asked every two minutes.
void service_open(struct service *service, const char *rest);
void service_add_param(struct service *service, const char *name, const char *value, bool is_secret);
// After the source is as it should be.
void service_start(struct service *service);
// A new life of the program with what the shelf has; service_start follows.
void service_end_life(struct service *service);
void service_close(struct service *service);

// One round, with all its pages; what it said on stderr.
const char *service_round(struct service *service);
// The same at a moment of this clock, however it is reckoned.
const char *service_round_at(struct service *service, struct instant now);

struct station *service_station(const struct service *service);
// The headlines as they are shown, "one, two"; borrowed until the next call.
const char *service_headlines(struct service *service);
// The last request for a path, as the server saw it.
bool service_was_told(struct service *service, const char *path, const char *what);

#endif
