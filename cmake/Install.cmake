# What `cmake --install` lays down: the program, the library with its headers for find_package(hearthgrid), and the
# data and example scenarios under share/hearthgrid, where the program finds them beside itself.
include(CMakePackageConfigHelpers)

set(HEARTHGRID_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/hearthgrid)
set(HEARTHGRID_SHARE_DIR ${CMAKE_INSTALL_DATADIR}/hearthgrid)

list(REMOVE_DUPLICATES HEARTHGRID_TARGETS)
install(TARGETS ${HEARTHGRID_TARGETS} hearthgrid_all EXPORT hearthgridTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT hearthgridTargets NAMESPACE hearthgrid:: DESTINATION ${HEARTHGRID_PACKAGE_DIR})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/hearthgridConfig.cmake.in
  ${PROJECT_BINARY_DIR}/hearthgridConfig.cmake INSTALL_DESTINATION ${HEARTHGRID_PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hearthgridConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hearthgridConfig.cmake ${PROJECT_BINARY_DIR}/hearthgridConfigVersion.cmake
        DESTINATION ${HEARTHGRID_PACKAGE_DIR})

install(DIRECTORY engine models DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/hearthgrid
        FILES_MATCHING PATTERN "*.hpp")
install(DIRECTORY models DESTINATION ${HEARTHGRID_SHARE_DIR}/data
        FILES_MATCHING PATTERN "*.toml" PATTERN "*.csv")
install(DIRECTORY scenarios DESTINATION ${HEARTHGRID_SHARE_DIR})
