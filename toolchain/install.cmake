# What `cmake --install` puts where, and the Debian package that CPack makes of it (./toolchain/package). Included by the
# top CMakeLists.txt. The program finds its files by itself: ../share/broadside beside its folder (app/kiosk/assets.c).
include(GNUInstallDirs)
option(BROADSIDE_PACKAGE "Install what only belongs into a package: the service, its configuration, its user" OFF)
set(BROADSIDE_REVISION 1 CACHE STRING "Revision of the Debian package")
set(debian ${CMAKE_CURRENT_SOURCE_DIR}/toolchain/debian)

install(TARGETS broadside RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY assets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/broadside/assets)
install(DIRECTORY fonts/ DESTINATION ${CMAKE_INSTALL_DATADIR}/broadside/fonts)

add_custom_target(installable DEPENDS broadside) # all that is built for an installation
# As Debian wants it: without the time of compression.
find_program(GZIP gzip REQUIRED)
function(install_compressed source name folder)
  set(packed ${CMAKE_CURRENT_BINARY_DIR}/install/${name}.gz)
  add_custom_command(OUTPUT ${packed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/install
    COMMAND sh -c "\"$0\" -9nc \"$1\" > \"$2\"" ${GZIP} ${source} ${packed}
    DEPENDS ${source} VERBATIM)
  add_custom_target(compressed_${name} ALL DEPENDS ${packed})
  add_dependencies(installable compressed_${name})
  install(FILES ${packed} DESTINATION ${folder})
endfunction()
install_compressed(${CMAKE_CURRENT_SOURCE_DIR}/docs/man/broadside.1 broadside.1 ${CMAKE_INSTALL_MANDIR}/man1)
install_compressed(${CMAKE_CURRENT_SOURCE_DIR}/docs/man/broadside-config.5 broadside-config.5
  ${CMAKE_INSTALL_MANDIR}/man5)
install_compressed(${CMAKE_CURRENT_SOURCE_DIR}/CHANGELOG.md changelog ${CMAKE_INSTALL_DOCDIR})
if(NOT BROADSIDE_PACKAGE)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
  return()
endif()

install(FILES ${debian}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${debian}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME broadside)
string(TIMESTAMP BROADSIDE_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC) # of SOURCE_DATE_EPOCH, where that is set
configure_file(${debian}/changelog.in ${CMAKE_CURRENT_BINARY_DIR}/install/changelog.Debian @ONLY)
install_compressed(${CMAKE_CURRENT_BINARY_DIR}/install/changelog.Debian changelog.Debian ${CMAKE_INSTALL_DOCDIR})
install(FILES ${debian}/config.json DESTINATION /etc/broadside)
install(FILES ${debian}/broadside.service DESTINATION /lib/systemd/system)
install(FILES ${debian}/broadside.rules DESTINATION /lib/udev/rules.d RENAME 70-broadside.rules)
install(FILES ${debian}/broadside.sysusers DESTINATION /usr/lib/sysusers.d RENAME broadside.conf)
install(FILES ${debian}/broadside.tmpfiles DESTINATION /usr/lib/tmpfiles.d RENAME broadside.conf)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME broadside)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Broadside founders <founders@broadside.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${BROADSIDE_REVISION})
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "news kiosk for televisions, without a browser")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Broadside asks servers for news as JSON or XML and shows it on a television:
top stories, a story in full, the feed of the day, infographics, exchange
rates, with a ticker below and a clock above.

The package starts it with the machine, on the bare screen without a desktop;
/etc/broadside/config.json says what it shows. It is made for the Raspberry Pi
and runs on any machine whose graphics have a kernel driver.")
# What the program loads by itself, and shlibdeps cannot see: SDL opens EGL, GLES and the driver by name.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "libegl1, libgles2, libgl1-mesa-dri, fontconfig, ca-certificates, tzdata, fonts-noto-core, systemd, udev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, hyphen-en-us")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-noto-color-emoji, v4l-utils")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${debian}/conffiles ${debian}/postinst ${debian}/prerm ${debian}/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
