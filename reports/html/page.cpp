#include "reports/html/page.h"

#include <cmath>

#include "engine/json/writer.h"
#include "reports/hidden.h"

namespace boussole::reports::html {

namespace {

bool is_web_address(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.size() > scheme.size() && url.starts_with(scheme)) return true;
  return false;
}

}  // namespace

std::string escape(std::string_view given) {
  const std::string text = without_hidden_marks(given);
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
          out += "\uFFFD";
        else
          out += c;
    }
  }
  return out;
}

Page& Page::coordinate(double value) { return put(json::shortest(std::round(value * 1000) / 1000)); }

Page& Page::anchor(std::string_view id) {
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    out_ += plain ? c : '-';
  }
  return *this;
}

Page& Page::link(std::string_view url, std::string_view label) {
  if (!is_web_address(url)) return text(label);
  return html("<a href=\"").text(url).html("\" rel=\"noreferrer\">").text(label).html("</a>");
}

}  // namespace boussole::reports::html
