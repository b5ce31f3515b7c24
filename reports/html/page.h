#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/typography.h"

namespace boussole::reports::html {

/// Markup written in the program itself. Only a compile-time literal can become one, so no text of an audit can ever
/// reach the page unescaped: the compiler refuses it.
struct Markup {
  template <std::size_t N>
  consteval Markup(const char (&literal)[N]) : text(literal, N - 1) {}  // NOLINT: meant to convert
  std::string_view text;
};

/// `&`, `<`, `>`, `"` and `'` as entities; bytes that XML forbids (controls) are replaced by U+FFFD.
std::string escape(std::string_view text);

/// A page being written. `html` takes markup, everything else is escaped, so it may stand in an attribute too.
class Page {
 public:
  explicit Page(const Typography& type) : type_(type) {}

  const Typography& type() const { return type_; }
  bool french() const { return type_.language() == Language::fr; }

  Page& html(Markup markup) { return put(markup.text); }
  /// A sentence of ours or of the criteria set: typeset, then escaped.
  Page& words(const Text& text) { return put(escape(type_.typeset(text))); }
  /// A text already in its final form (a number, a name, a hash): escaped only.
  Page& text(std::string_view text) { return put(escape(text)); }
  Page& colon() { return put(type_.colon()); }
  Page& number(std::int64_t value) { return text(type_.integer(value)); }
  /// "12 espaces": the number and the right form, typeset.
  Page& count(std::int64_t n, const Text& one, const Text& many) {
    return text(type_.typeset(type_.count(n, one, many)));
  }
  /// A coordinate of a chart: three decimals at most, a point whatever the language.
  Page& coordinate(double value);
  /// An identifier made safe for id="" and href="#": letters, digits and hyphens.
  Page& anchor(std::string_view id);
  /// The style sheet: the one text of ours that is not a literal at the call.
  Page& style(const char* sheet) { return put(sheet); }
  /// A link where the address is http or https, plain text otherwise.
  Page& link(std::string_view url, std::string_view label);

  /// A number no other element of the page has.
  std::int64_t next_id() { return ++last_id_; }

  std::string take() { return std::move(out_); }

 private:
  Page& put(std::string_view raw) {
    out_ += raw;
    return *this;
  }

  const Typography type_;
  std::string out_;
  std::int64_t last_id_ = 0;
};

}  // namespace boussole::reports::html
