#include "engine/text/normal_form.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/text/markup.h"

namespace boussole::engine::text {
namespace {

void append(std::string& out, char32_t code) {
  Byte bytes[4];
  out.append(reinterpret_cast<const char*>(bytes), encode(code, bytes));
}

}  // namespace

Byte* Scratch::at_least(std::size_t size) {
  if (size > size_) {
    size_ = size + size / 2;
    bytes_.reset();
    bytes_ = std::make_unique_for_overwrite<Byte[]>(size_);
  }
  return bytes_.get();
}

void Scratch::trim() {
  constexpr std::size_t kKept = std::size_t{1} << 20;
  if (size_ <= kKept) return;
  bytes_.reset();
  size_ = 0;
}

Normal normal_form(std::string_view raw, bool html, Scratch& scratch) {
  const NormalRules rules{html, true, true};
  const Normal normal = normalise(raw, rules, scratch.at_least(normal_capacity(raw.size())));
  if (!normal.marks) return normal;
  const std::string text = composed(plain_text(raw, html));
  return normalise(text, NormalRules{false, false, false}, scratch.at_least(normal_capacity(text.size())));
}

std::string plain_text(std::string_view raw, bool html) {
  const Byte* at = reinterpret_cast<const Byte*>(raw.data());
  const Byte* const end = at + raw.size();
  MarkupSearch search;
  std::string out;
  out.reserve(raw.size());
  while (at < end) {
    if (*at == '<' && html) {
      const Markup markup = read_markup(at, end, search);
      if (markup.gap == Gap::space) out += ' ';
      if (markup.gap == Gap::paragraph) out += "\n\n";
      if (markup.after != at) {
        at = markup.after;
        continue;
      }
    }
    Decoded decoded = *at == '&' ? read_entity(at, end) : Decoded{};
    if (decoded.length == 0) decoded = decode(at, end);
    at += decoded.length;
    append(out, decoded.code);
  }
  return out;
}

std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  const auto wide = icu::UnicodeString::fromUTF8(text);
  std::string out;
  return nfc->normalize(wide, status).toUTF8String(out);
}

}  // namespace boussole::engine::text
