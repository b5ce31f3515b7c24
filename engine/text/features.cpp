#include "engine/text/features.h"

#include "engine/text/fingerprint.h"
#include "engine/text/minhash.h"
#include "engine/text/normal_form.h"

namespace boussole::engine::text {
namespace {

/// Texts of fewer words share shingles by chance and by politeness ("bonjour, merci"): no signature.
constexpr std::uint32_t kSignedWords = 20;

}  // namespace

Extracted extract(std::string_view raw, bool html, std::array<std::uint16_t, 64>* bins) {
  thread_local Scratch text, units;
  Extracted extracted;
  const Normal normal = normal_form(raw, html, text);
  extracted.features.words = normal.words;
  extracted.features.characters = normal.characters;
  extracted.features.fingerprint = fingerprint(text.data(), normal.size);
  if (bins != nullptr && normal.words >= kSignedWords) {
    signature(text.data(), normal.size, units.at_least(normal.size + 64), *bins);
    extracted.has_signature = true;
  }
  text.trim();
  units.trim();
  return extracted;
}

}  // namespace boussole::engine::text
