#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

/// The XML inside a workbook, read piece by piece and never held. The library (expat) stays behind this header.
namespace boussole::connectors::sheets {

/// Attributes of one element. Names have no prefix.
class Attributes {
 public:
  explicit Attributes(std::vector<std::pair<std::string_view, std::string_view>> list) : list_(std::move(list)) {}
  /// The value, or an empty text where there is none.
  std::string_view operator[](std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> list_;
};

/// Gets what the text holds, in its order. Names have no prefix: workbooks may choose any.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}
  /// Why reading must stop, once it must.
  virtual const Error* failure() const { return nullptr; }
};

/// Feeds an XML text to a handler. A document type (which could define texts that grow without end) and nesting deeper
/// than any workbook's are refused.
class XmlFeed {
 public:
  XmlFeed(std::string file, XmlHandler& handler);
  ~XmlFeed();
  XmlFeed(const XmlFeed&) = delete;
  XmlFeed& operator=(const XmlFeed&) = delete;

  Expected<void> feed(std::string_view bytes);
  Expected<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// An error about a workbook that cannot be read.
Error bad_workbook(const std::string& file, Text what);

}  // namespace boussole::connectors::sheets
