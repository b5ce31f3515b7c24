#pragma once

#include <cstdint>
#include <string_view>

/// The named character references of HTML 4 (and &apos;), ordered by packed name for binary search.
namespace boussole::engine::text {

/// A name of up to 8 ASCII characters as one number.
constexpr std::uint64_t packed(std::string_view name) {
  std::uint64_t value = 0;
  for (char c : name) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

struct NamedEntity {
  std::string_view name;
  std::uint16_t code;
};

// clang-format off
inline constexpr NamedEntity kEntities[] = {
    {"Mu", 0x39C}, {"Nu", 0x39D}, {"Pi", 0x3A0}, {"Xi", 0x39E}, {"ge", 0x2265}, {"gt", 0x3E}, {"le", 0x2264},
    {"lt", 0x3C}, {"mu", 0x3BC}, {"ne", 0x2260}, {"ni", 0x220B}, {"nu", 0x3BD}, {"or", 0x2228}, {"pi", 0x3C0},
    {"xi", 0x3BE}, {"Chi", 0x3A7}, {"ETH", 0xD0}, {"Eta", 0x397}, {"Phi", 0x3A6}, {"Psi", 0x3A8}, {"Rho", 0x3A1},
    {"Tau", 0x3A4}, {"amp", 0x26}, {"and", 0x2227}, {"ang", 0x2220}, {"cap", 0x2229}, {"chi", 0x3C7}, {"cup", 0x222A},
    {"deg", 0xB0}, {"eta", 0x3B7}, {"eth", 0xF0}, {"int", 0x222B}, {"loz", 0x25CA}, {"lrm", 0x200E}, {"not", 0xAC},
    {"phi", 0x3C6}, {"piv", 0x3D6}, {"psi", 0x3C8}, {"reg", 0xAE}, {"rho", 0x3C1}, {"rlm", 0x200F}, {"shy", 0xAD},
    {"sim", 0x223C}, {"sub", 0x2282}, {"sum", 0x2211}, {"sup", 0x2283}, {"tau", 0x3C4}, {"uml", 0xA8}, {"yen", 0xA5},
    {"zwj", 0x200D}, {"Auml", 0xC4}, {"Beta", 0x392}, {"Euml", 0xCB}, {"Iota", 0x399}, {"Iuml", 0xCF}, {"Ouml", 0xD6},
    {"Uuml", 0xDC}, {"Yuml", 0x178}, {"Zeta", 0x396}, {"apos", 0x27}, {"auml", 0xE4}, {"beta", 0x3B2},
    {"bull", 0x2022}, {"cent", 0xA2}, {"circ", 0x2C6}, {"cong", 0x2245}, {"copy", 0xA9}, {"dArr", 0x21D3},
    {"darr", 0x2193}, {"emsp", 0x2003}, {"ensp", 0x2002}, {"euml", 0xEB}, {"euro", 0x20AC}, {"fnof", 0x192},
    {"hArr", 0x21D4}, {"harr", 0x2194}, {"iota", 0x3B9}, {"isin", 0x2208}, {"iuml", 0xEF}, {"lArr", 0x21D0},
    {"lang", 0x2329}, {"larr", 0x2190}, {"macr", 0xAF}, {"nbsp", 0xA0}, {"nsub", 0x2284}, {"ordf", 0xAA},
    {"ordm", 0xBA}, {"ouml", 0xF6}, {"para", 0xB6}, {"part", 0x2202}, {"perp", 0x22A5}, {"prod", 0x220F},
    {"prop", 0x221D}, {"quot", 0x22}, {"rArr", 0x21D2}, {"rang", 0x232A}, {"rarr", 0x2192}, {"real", 0x211C},
    {"sdot", 0x22C5}, {"sect", 0xA7}, {"sube", 0x2286}, {"sup1", 0xB9}, {"sup2", 0xB2}, {"sup3", 0xB3},
    {"supe", 0x2287}, {"uArr", 0x21D1}, {"uarr", 0x2191}, {"uuml", 0xFC}, {"yuml", 0xFF}, {"zeta", 0x3B6},
    {"zwnj", 0x200C}, {"AElig", 0xC6}, {"Acirc", 0xC2}, {"Alpha", 0x391}, {"Aring", 0xC5}, {"Delta", 0x394},
    {"Ecirc", 0xCA}, {"Gamma", 0x393}, {"Icirc", 0xCE}, {"Kappa", 0x39A}, {"OElig", 0x152}, {"Ocirc", 0xD4},
    {"Omega", 0x3A9}, {"Prime", 0x2033}, {"Sigma", 0x3A3}, {"THORN", 0xDE}, {"Theta", 0x398}, {"Ucirc", 0xDB},
    {"acirc", 0xE2}, {"acute", 0xB4}, {"aelig", 0xE6}, {"alpha", 0x3B1}, {"aring", 0xE5}, {"asymp", 0x2248},
    {"bdquo", 0x201E}, {"cedil", 0xB8}, {"clubs", 0x2663}, {"crarr", 0x21B5}, {"delta", 0x3B4}, {"diams", 0x2666},
    {"ecirc", 0xEA}, {"empty", 0x2205}, {"equiv", 0x2261}, {"exist", 0x2203}, {"frasl", 0x2044}, {"gamma", 0x3B3},
    {"icirc", 0xEE}, {"iexcl", 0xA1}, {"image", 0x2111}, {"infin", 0x221E}, {"kappa", 0x3BA}, {"laquo", 0xAB},
    {"lceil", 0x2308}, {"ldquo", 0x201C}, {"lsquo", 0x2018}, {"mdash", 0x2014}, {"micro", 0xB5}, {"minus", 0x2212},
    {"nabla", 0x2207}, {"ndash", 0x2013}, {"notin", 0x2209}, {"ocirc", 0xF4}, {"oelig", 0x153}, {"oline", 0x203E},
    {"omega", 0x3C9}, {"oplus", 0x2295}, {"pound", 0xA3}, {"prime", 0x2032}, {"radic", 0x221A}, {"raquo", 0xBB},
    {"rceil", 0x2309}, {"rdquo", 0x201D}, {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"sigma", 0x3C3}, {"szlig", 0xDF},
    {"theta", 0x3B8}, {"thorn", 0xFE}, {"tilde", 0x2DC}, {"times", 0xD7}, {"trade", 0x2122}, {"ucirc", 0xFB},
    {"upsih", 0x3D2}, {"Aacute", 0xC1}, {"Agrave", 0xC0}, {"Atilde", 0xC3}, {"Ccedil", 0xC7}, {"Dagger", 0x2021},
    {"Eacute", 0xC9}, {"Egrave", 0xC8}, {"Iacute", 0xCD}, {"Igrave", 0xCC}, {"Lambda", 0x39B}, {"Ntilde", 0xD1},
    {"Oacute", 0xD3}, {"Ograve", 0xD2}, {"Oslash", 0xD8}, {"Otilde", 0xD5}, {"Scaron", 0x160}, {"Uacute", 0xDA},
    {"Ugrave", 0xD9}, {"Yacute", 0xDD}, {"aacute", 0xE1}, {"agrave", 0xE0}, {"atilde", 0xE3}, {"brvbar", 0xA6},
    {"ccedil", 0xE7}, {"curren", 0xA4}, {"dagger", 0x2020}, {"divide", 0xF7}, {"eacute", 0xE9}, {"egrave", 0xE8},
    {"forall", 0x2200}, {"frac12", 0xBD}, {"frac14", 0xBC}, {"frac34", 0xBE}, {"hearts", 0x2665}, {"hellip", 0x2026},
    {"iacute", 0xED}, {"igrave", 0xEC}, {"iquest", 0xBF}, {"lambda", 0x3BB}, {"lfloor", 0x230A}, {"lowast", 0x2217},
    {"lsaquo", 0x2039}, {"middot", 0xB7}, {"ntilde", 0xF1}, {"oacute", 0xF3}, {"ograve", 0xF2}, {"oslash", 0xF8},
    {"otilde", 0xF5}, {"otimes", 0x2297}, {"permil", 0x2030}, {"plusmn", 0xB1}, {"rfloor", 0x230B},
    {"rsaquo", 0x203A}, {"scaron", 0x161}, {"sigmaf", 0x3C2}, {"spades", 0x2660}, {"there4", 0x2234},
    {"thinsp", 0x2009}, {"uacute", 0xFA}, {"ugrave", 0xF9}, {"weierp", 0x2118}, {"yacute", 0xFD}, {"Epsilon", 0x395},
    {"Omicron", 0x39F}, {"Upsilon", 0x3A5}, {"alefsym", 0x2135}, {"epsilon", 0x3B5}, {"omicron", 0x3BF},
    {"upsilon", 0x3C5}, {"thetasym", 0x3D1},
};
// clang-format on

}  // namespace boussole::engine::text
