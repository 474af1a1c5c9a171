#include "support/test.h"

#include "support/service.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "support/journal.h"

static void write_profile(struct service *service, const char *rest) {
    char text[4096];
    struct reason reason;
    int len = snprintf(text, sizeof text,
        "{\"profile\":\"test\",\"records\":{\"story\":{\"each\":\"/items\",\"fields\":{"
        "\"id\":\"/id\",\"headline\":\"/title\"}}},%s}",
        rest);
    assert_true(len > 0 && (size_t)len < sizeof text);
    assert_int_equal(file_write(service->profile, text, (size_t)len, &reason), ERROR_NONE);
}

void service_open(struct service *service, const char *rest) {
    memset(service, 0, sizeof *service);
    desk_open(&service->desk);
    snprintf(service->folder, sizeof service->folder, "/tmp/broadside-service-XXXXXX");
    assert_non_null(mkdtemp(service->folder));
    snprintf(service->profile, sizeof service->profile, "%s/profile.json", service->folder);
    snprintf(service->shelf, sizeof service->shelf, "%s/shelf", service->folder);
    snprintf(service->site, sizeof service->site, "%s", http_server_url(service->desk.server, ""));
    write_profile(service, rest);
    desk_add(&service->desk, "test", "/");
    struct source *source = &service->desk.sources[0];
    source->profile = service->profile;
    source->url = NULL;
    source->params = service->params;
    source->secrets = &service->secrets;
    service_add_param(service, "site", service->site, false);
}

void service_add_param(struct service *service, const char *name, const char *value, bool is_secret) {
    struct source *source = &service->desk.sources[0];
    assert_true(source->param_count < SERVICE_PARAMS);
    service->params[source->param_count++] = (struct source_param){name, value, is_secret};
}

void service_start(struct service *service) {
    desk_create_courier(&service->desk);
}

void service_end_life(struct service *service) {
    courier_destroy(service->desk.courier);
    service->desk.courier = NULL;
}

static void remove_folder(const char *path) {
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char *child = file_join(path, entry->d_name);
        if (entry->d_name[0] != '.') {
            unlink(child);
        }
        free(child);
    }
    if (folder) {
        closedir(folder);
    }
    rmdir(path);
}

void service_close(struct service *service) {
    desk_close(&service->desk);
    remove_folder(service->shelf);
    remove_folder(service->folder);
}

struct station *service_station(const struct service *service) {
    return service->desk.courier->stations[0];
}

const char *service_round_at(struct service *service, struct instant now) {
    struct courier *courier = service->desk.courier;
    struct station *station = service_station(service);
    millis end = clock_now().steady + DESK_PATIENCE;
    station->errand.due = MILLIS_NONE;
    journal_start();
    courier_turn(courier, now);
    while (station->errand.is_asking && clock_now().steady < end) {
        http_wait(courier->http, SECOND);
        courier_turn(courier, now);
    }
    const char *said = journal_stop();
    assert_false(station->errand.is_asking);
    return said;
}

const char *service_round(struct service *service) {
    millis elapsed = service->desk.elapsed;
    return service_round_at(service, (struct instant){elapsed, DESK_MORNING + elapsed});
}

const char *service_headlines(struct service *service) {
    static char text[4096];
    const struct batch *batch = service_station(service)->batch;
    size_t len = 0;
    text[0] = '\0';
    for (size_t i = 0; batch && i < batch->story_count; i++) {
        int added =
            snprintf(text + len, sizeof text - len, "%s%s", i ? ", " : "", batch->stories[i].headline);
        len += (size_t)added;
        assert_true(len < sizeof text);
    }
    return text;
}

bool service_was_told(struct service *service, const char *path, const char *what) {
    return strstr(http_server_request(service->desk.server, path), what) != NULL;
}
