// Measures the path of texts: signatures (bytes a second of one thread) and near duplicates (seconds, and the share of
// true pairs found, against exact comparison of a sample). All texts are invented, from a seed.
//
//   boussole-near-duplicates-bench [--texts 900000] [--near 25] [--campaign 0] [--sample 20000] [--threads 2] [--seed
//   1]
//
// --near is the percentage of texts that are edited copies; --campaign that of texts made from one template.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "engine/text/features.h"
#include "engine/text/near_duplicates.h"
#include "engine/text/shingles.h"

namespace {

namespace text = boussole::engine::text;
using boussole::Chunked;
using boussole::engine::TextSignature;

struct Options {
  std::size_t texts = 900'000, sample = 20'000;
  unsigned near = 25, campaign = 0, threads = 2;
  std::uint64_t seed = 1;
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }

 private:
  std::uint64_t state_;
};

/// Raw cells one after the other, as they stand in a file.
struct Corpus {
  std::string bytes;
  std::vector<std::size_t> begin{0};

  std::size_t size() const { return begin.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return std::string_view(bytes).substr(begin[i], begin[i + 1] - begin[i]);
  }
};

/// Words that look French: common ones as they are, others from syllables; some frequent, most rare.
std::vector<std::string> vocabulary(Random& random) {
  std::vector<std::string> words = {
      "le",    "de",       "la",    "et",   "les",  "des",       "à",      "en",     "un",     "du",
      "une",   "que",      "est",   "pour", "qui",  "dans",      "par",    "plus",   "pas",    "au",
      "sur",   "ne",       "se",    "ce",   "il",   "sont",      "avec",   "l’eau",  "aux",    "d'une",
      "ville", "quartier", "école", "vélo", "rue",  "habitants", "arbres", "projet", "mairie", "public",
      "été",   "très",     "même",  "où",   "déjà", "après",     "être",   "faire",  "c'est",  "qu'il"};
  static constexpr const char* kSyllables[] = {"ma",  "té",  "ri",  "lon", "ve",  "pré", "ci",  "tion",
                                               "men", "bou", "sa",  "lé",  "gra", "cou", "dis", "pen",
                                               "tra", "é",   "qui", "ner", "fi",  "cha"};
  while (words.size() < 8000) {
    std::string word;
    for (std::uint64_t n = 2 + random.below(3); n > 0; --n) word += kSyllables[random.below(std::size(kSyllables))];
    words.push_back(word);
  }
  return words;
}

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed), words_(vocabulary(random_)) {}

  std::vector<std::uint32_t> fresh() {
    std::vector<std::uint32_t> words(75 + random_.below(40));
    for (auto& word : words) word = pick();
    return words;
  }

  /// One to six words replaced: similarities from about 0.8 to 0.97.
  std::vector<std::uint32_t> edited(std::vector<std::uint32_t> words) {
    for (std::uint64_t n = 1 + random_.below(6); n > 0; --n) words[random_.below(words.size())] = pick();
    return words;
  }

  void append(Corpus& corpus, const std::vector<std::uint32_t>& words) {
    corpus.bytes += "<p>";
    bool capital = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string word = words_[words[i]];
      if (capital && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
      corpus.bytes += word;
      const bool stop = i % 17 == 16;
      capital = stop;
      if (i + 1 == words.size()) break;
      corpus.bytes += i == words.size() / 2 ? "</p>\n<p>" : stop ? ". " : i % 9 == 8 ? ", " : " ";
    }
    corpus.bytes += ".</p>";
    corpus.begin.push_back(corpus.bytes.size());
  }

  Random& random() { return random_; }

 private:
  /// Half of the words are of the fifty most common.
  std::uint32_t pick() {
    return static_cast<std::uint32_t>(random_.below(2) == 0 ? random_.below(50) : random_.below(words_.size()));
  }

  Random random_;
  std::vector<std::string> words_;
};

Corpus corpus_of(std::size_t texts, const Options& options) {
  Writer writer(options.seed);
  Corpus corpus;
  corpus.bytes.reserve(texts * 640);
  const auto campaign = writer.fresh();
  std::vector<std::vector<std::uint32_t>> recent;
  for (std::size_t i = 0; i < texts; ++i) {
    const std::uint64_t kind = writer.random().below(100);
    if (kind < options.campaign) {
      writer.append(corpus, writer.edited(campaign));
    } else if (kind < options.campaign + options.near && !recent.empty()) {
      writer.append(corpus, writer.edited(recent[writer.random().below(recent.size())]));
    } else {
      auto words = writer.fresh();
      writer.append(corpus, words);
      if (recent.size() < 4096) {
        recent.push_back(std::move(words));
      } else {
        recent[writer.random().below(recent.size())] = std::move(words);
      }
    }
  }
  return corpus;
}

/// Seconds on the wall, and of processors: their ratio tells whether the machine was shared.
class Stopwatch {
 public:
  double wall() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  double processors() const { return static_cast<double>(std::clock() - clock_) / CLOCKS_PER_SEC; }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::clock_t clock_ = std::clock();
};

struct Seconds {
  double wall = 0, processors = 0;
};

/// Signatures of all texts, written as a connector would. Returns the seconds it took.
Seconds sign(const Corpus& corpus, unsigned threads, Chunked<TextSignature>& signatures) {
  for (std::size_t i = 0; i < corpus.size(); ++i) signatures.push_back({});
  const Stopwatch watch;
  std::vector<std::jthread> workers;
  for (unsigned t = 0; t < threads; ++t)
    workers.emplace_back([&, t] {
      for (std::size_t i = corpus.size() * t / threads; i < corpus.size() * (t + 1) / threads; ++i) {
        TextSignature& signature = signatures[i];
        const auto extracted = text::extract(corpus[i], true, &signature.bins);
        signature.fingerprint = extracted.features.fingerprint;
        signature.words = extracted.features.words;
        signature.offset = corpus.begin[i];
        signature.length = static_cast<std::uint32_t>(corpus[i].size());
        signature.html = true;
      }
    });
  workers.clear();
  return {watch.wall(), watch.processors()};
}

text::TextReader reader_of(const Corpus& corpus) {
  return [&corpus](std::span<const std::uint32_t> rows, const auto& got) -> boussole::Expected<void> {
    for (std::size_t i = 0; i < rows.size(); ++i) got(i, corpus[rows[i]]);
    return {};
  };
}

struct Pair {
  std::uint32_t a, b;
  double jaccard;
};

/// Exact Jaccard similarity of two sorted sets; 0 as soon as it cannot reach the threshold.
double resemblance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, double threshold) {
  const auto sum = static_cast<double>(a.size() + b.size());
  const auto needed = static_cast<std::size_t>(std::ceil(sum * threshold / (1 + threshold) - 1e-9));
  std::size_t both = 0, i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (both + std::min(a.size() - i, b.size() - j) < needed) return 0;
    const std::uint32_t x = a[i], y = b[j];
    both += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return static_cast<double>(both) / (sum - static_cast<double>(both));
}

/// All pairs of similarity >= threshold, exactly: shingles are ordered from rare to common, and a pair that reaches the
/// threshold must share one of the first |x| - ceil(t |x|) + 1 of both (Bayardo, Ma and Srikant 2007). No hashing.
std::vector<Pair> exact_pairs(const Corpus& corpus, double threshold, unsigned threads) {
  std::vector<std::vector<std::uint32_t>> sets(corpus.size());
  std::map<std::string, std::uint32_t, std::less<>> ids;
  std::vector<std::uint32_t> uses;
  for (std::size_t i = 0; i < corpus.size(); ++i) {
    std::string plain(corpus[i]);
    for (const char* tag : {"<p>", "</p>"})
      for (std::size_t at = plain.find(tag); at != std::string::npos; at = plain.find(tag))
        plain.replace(at, std::string_view(tag).size(), " ");
    for (const std::string& shingle : text::shingles(plain, text::Shingling{})) {
      const auto id = ids.try_emplace(shingle, static_cast<std::uint32_t>(ids.size())).first->second;
      if (id == uses.size()) uses.push_back(0);
      ++uses[id];
      sets[i].push_back(id);
    }
  }
  // Renamed so that a smaller number is a rarer shingle.
  std::vector<std::uint32_t> order(uses.size()), name(uses.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return uses[a] < uses[b]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) name[order[i]] = i;
  for (auto& set : sets) {
    for (auto& id : set) id = name[id];
    std::sort(set.begin(), set.end());
  }
  std::vector<std::vector<std::uint32_t>> holders(uses.size());
  const auto prefix = [&](const std::vector<std::uint32_t>& set) {
    const auto size = static_cast<double>(set.size());
    return std::min(set.size(), set.size() - static_cast<std::size_t>(std::ceil(threshold * size)) + 1);
  };
  for (std::uint32_t i = 0; i < sets.size(); ++i)
    for (std::size_t k = 0; k < prefix(sets[i]); ++k) holders[sets[i][k]].push_back(i);
  std::vector<std::vector<Pair>> found(threads);
  std::atomic<std::uint32_t> next{0};
  std::vector<std::jthread> workers;
  for (unsigned t = 0; t < threads; ++t)
    workers.emplace_back([&, t] {
      std::vector<std::uint32_t> seen;
      for (std::uint32_t i = next++; i < sets.size(); i = next++) {
        seen.clear();
        for (std::size_t k = 0; k < prefix(sets[i]); ++k)
          for (std::uint32_t j : holders[sets[i][k]])
            if (j < i) seen.push_back(j);
        std::sort(seen.begin(), seen.end());
        seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
        for (std::uint32_t j : seen)
          if (const double jaccard = resemblance(sets[i], sets[j], threshold); jaccard >= threshold)
            found[t].push_back({j, i, jaccard});
      }
    });
  workers.clear();
  std::vector<Pair> all;
  for (auto& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

void measure_speed(const Options& options) {
  const Corpus corpus = corpus_of(options.texts, options);
  const auto bytes = static_cast<double>(corpus.bytes.size());
  std::printf("corpus: %zu texts, %.1f MB, %.0f bytes each\n", corpus.size(), bytes / 1e6,
              bytes / static_cast<double>(corpus.size()));
  Chunked<TextSignature> signatures;
  const Seconds signing = sign(corpus, options.threads, signatures);
  std::printf("signatures: %.3f s on %u threads (%.3f s of processors, %.2f GB a second of each)\n", signing.wall,
              options.threads, signing.processors, bytes / signing.processors / 1e9);
  const Stopwatch watch;
  const auto clusters = text::near_duplicates(signatures, 0.9, reader_of(corpus), options.threads);
  const Seconds finding{watch.wall(), watch.processors()};
  if (!clusters) std::exit(1);
  std::size_t inside = 0;
  for (const auto& cluster : clusters->cluster) inside += cluster.has_value() ? 1 : 0;
  std::printf("near duplicates: %.3f s (%.3f s of processors); with signatures %.3f s (%.3f s)\n", finding.wall,
              finding.processors, finding.wall + signing.wall, finding.processors + signing.processors);
  std::printf("  %u clusters of %zu texts; %llu candidate pairs, %llu compared\n", clusters->count, inside,
              static_cast<unsigned long long>(clusters->candidate_pairs),
              static_cast<unsigned long long>(clusters->verified_pairs));
}

void measure_recall(const Options& options) {
  const Corpus corpus = corpus_of(options.sample, options);
  Chunked<TextSignature> signatures;
  sign(corpus, options.threads, signatures);
  const auto clusters = text::near_duplicates(signatures, 0.9, reader_of(corpus), options.threads);
  if (!clusters) std::exit(1);
  const auto pairs = exact_pairs(corpus, 0.85, options.threads);
  std::map<int, std::pair<std::size_t, std::size_t>> by_similarity;
  std::size_t all = 0, found = 0;
  for (const Pair& pair : pairs) {
    const auto &a = clusters->cluster[pair.a], &b = clusters->cluster[pair.b];
    const bool together = a.has_value() && a == b;
    auto& [of, hits] = by_similarity[static_cast<int>(pair.jaccard * 100)];
    ++of;
    hits += together ? 1 : 0;
    if (pair.jaccard < 0.9) continue;
    ++all;
    found += together ? 1 : 0;
  }
  std::printf("recall: %zu of %zu pairs of similarity >= 0.9 among %zu texts: %.4f\n", found, all, corpus.size(),
              static_cast<double>(found) / static_cast<double>(all));
  for (const auto& [hundredth, counts] : by_similarity)
    std::printf("  %.2f: %zu of %zu in one cluster\n", hundredth / 100.0, counts.second, counts.first);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const auto value = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--texts") options.texts = value;
    if (name == "--sample") options.sample = value;
    if (name == "--near") options.near = static_cast<unsigned>(value);
    if (name == "--campaign") options.campaign = static_cast<unsigned>(value);
    if (name == "--threads") options.threads = static_cast<unsigned>(value);
    if (name == "--seed") options.seed = value;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (options.texts > 0) measure_speed(options);
  if (options.sample > 0) measure_recall(options);
}
