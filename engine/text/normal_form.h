#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/text/normalise.h"

namespace boussole::engine::text {

/// Memory that is kept from text to text; `trim` gives a giant one back.
class Scratch {
 public:
  /// Not initialised, and not what it was before.
  Byte* at_least(std::size_t size);
  Byte* data() const { return bytes_.get(); }
  void trim();

 private:
  std::unique_ptr<Byte[]> bytes_;
  std::size_t size_ = 0;
};

/// The normal form of a raw cell, with accents composed where a combining mark occurs (the slow path, by ICU).
/// @return  its counts; the bytes are in `scratch` until the next call
Normal normal_form(std::string_view raw, bool html, Scratch& scratch);

/// The text as a person reads it: markup out (a space or, between paragraphs, an empty line in its place), entities
/// read, invalid bytes as U+FFFD; letters and white space as they are.
std::string plain_text(std::string_view raw, bool html);

/// Unicode normal form C, by ICU.
std::string composed(const std::string& text);

}  // namespace boussole::engine::text
