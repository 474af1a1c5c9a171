#include "kiosk/assets.h"

#include <stdlib.h>

#include "base/file.h"
#include "tests/support/test.h"

static void names_are_files_of_assets(void **state) {
    (void)state;
    assert_string_equal(assets_folder(), "/srv/news");
    assert_string_equal(assets_folder(), "/srv/news");
    char *path = assets_path("profiles", "json-feed.json");
    assert_string_equal(path, "/srv/news/profiles/json-feed.json");
    free(path);
    path = assets_named("themes", "night");
    assert_string_equal(path, "/srv/news/themes/night.json");
    free(path);
    path = assets_named("themes", "etc/blue.json");
    assert_string_equal(path, "etc/blue.json");
    free(path);
}

// Without a variable and without an installation, as here, the source tree serves.
static void the_tree_has_the_faces(void **state) {
    (void)state;
    char *path = file_join(fonts_folder(), "Inter-Regular.otf");
    char *bytes;
    size_t len;
    assert_int_equal(file_read(path, 8 << 20, &bytes, &len, NULL), ERROR_NONE);
    free(bytes);
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_files_of_assets),
        cmocka_unit_test(the_tree_has_the_faces),
    };
    setenv("BROADSIDE_ASSETS", "/srv/news", 1);
    unsetenv("BROADSIDE_FONTS");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
