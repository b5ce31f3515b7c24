#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boussole::connectors::pull {

/// What a site's robots.txt asks of one program (RFC 9309).
class Robots {
 public:
  /// Everything is allowed: a site without robots.txt.
  Robots() = default;
  /// @param text   of robots.txt; what lies beyond 500 KiB is not read
  /// @param agent  the product token looked for, "boussole"; the group "*" counts where none names it
  Robots(std::string_view text, std::string_view agent);

  /// @param target  path and query, percent-encoded. The longest rule wins, and "allow" among equals.
  bool allows(std::string_view target) const;
  /// Seconds between requests, where a Crawl-delay asks for it (not in the RFC, but widely used).
  std::optional<double> delay() const { return delay_; }

 private:
  struct Rule {
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<double> delay_;
};

}  // namespace boussole::connectors::pull
