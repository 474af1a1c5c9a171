#define _XOPEN_SOURCE 700 // nftw
#include "support/file_tree.h"

#include "support/test.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void file_tree_init(struct file_tree *tree) {
    strcpy(tree->root, "/tmp/broadside-tree-XXXXXX");
    assert_non_null(mkdtemp(tree->root));
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static void full_path(const struct file_tree *tree, const char *path, char out[PATH_MAX]) {
    snprintf(out, PATH_MAX, "%s/%s", tree->root, path);
}

void file_tree_remove(const struct file_tree *tree, const char *path) {
    char full[PATH_MAX];
    full_path(tree, path, full);
    assert_int_equal(nftw(full, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

void file_tree_finish(struct file_tree *tree) {
    file_tree_remove(tree, "");
}

void file_tree_write(const struct file_tree *tree, const char *path, const char *text) {
    char full[PATH_MAX];
    full_path(tree, path, full);
    for (char *slash = strchr(full + strlen(tree->root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(full, 0755);
        *slash = '/';
    }
    FILE *file = fopen(full, "we");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void file_tree_read(const struct file_tree *tree, const char *path, char *out, size_t size) {
    char full[PATH_MAX];
    full_path(tree, path, full);
    FILE *file = fopen(full, "re");
    assert_non_null(file);
    out[fread(out, 1, size - 1, file)] = '\0';
    fclose(file);
}
