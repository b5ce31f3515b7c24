# Third-party libraries, all from Debian 12 (packages.txt). Each is linked by the one room that owns it.

find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(LibArchive REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(ZLIB REQUIRED)
find_package(EXPAT REQUIRED)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
find_package(Boost 1.74 REQUIRED)  # headers only

# Debian's RapidJSON and valijson ship headers; as SYSTEM their warnings stay theirs.
add_library(boussole_rapidjson INTERFACE)
find_path(RAPIDJSON_INCLUDE rapidjson/reader.h REQUIRED)
target_include_directories(boussole_rapidjson SYSTEM INTERFACE ${RAPIDJSON_INCLUDE})
add_library(boussole_valijson INTERFACE)
find_path(VALIJSON_INCLUDE valijson/schema.hpp REQUIRED)
target_include_directories(boussole_valijson SYSTEM INTERFACE ${VALIJSON_INCLUDE})
