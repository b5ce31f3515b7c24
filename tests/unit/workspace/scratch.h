#pragma once

#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/workspace/workspace.h"
#include "reports/json.h"
#include "tests/support/audit_fixture.h"

namespace boussole::testing {

/// A folder for one test, removed at its end.
class Scratch {
 public:
  Scratch() {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("boussole-workspace-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::create_directories(path_);
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string at(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return at(name);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path path_;
};

/// The fixture under another name and date: other bytes, another audit.
inline engine::Audit audit_of(const std::string& name, const std::string& as_of) {
  engine::Audit out = fixture_audit();
  out.platform_name = name;
  out.platform_url = "https://www." + name + ".example/";
  out.as_of = as_of;
  return out;
}

inline engine::Workspace opened(const std::string& path,
                                engine::Workspace::Mode mode = engine::Workspace::Mode::create) {
  auto out = engine::Workspace::open(path, mode);
  if (!out) FAIL(out.error().in(Language::en));
  return std::move(*out);
}

inline std::int64_t stored(engine::Workspace& workspace, const engine::Audit& audit,
                           const std::vector<engine::StoredStatement>& statements = {}) {
  const auto id = workspace.store(audit, reports::write_json(audit), statements);
  if (!id) FAIL(id.error().in(Language::en));
  return *id;
}

}  // namespace boussole::testing
