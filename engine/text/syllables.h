#pragma once

#include <cstdint>
#include <string_view>

namespace boussole::engine::text {

/// Syllables of one French word in small letters, composed; at least 1. Rules, not a lexicon: groups of vowels are
/// counted as ordinary speech joins them (na-tion, but cri-er, thé-âtre, No-ël), a final mute e is not, y between
/// vowels is a consonant (ci-to-yen), u is silent in qu and gue. A digit counts as one. What rules cannot know: the
/// mute -ent of verbs after a consonant is counted. Private to the room.
std::uint32_t syllables(std::u32string_view word);

}  // namespace boussole::engine::text
