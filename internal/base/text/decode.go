package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	enc "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Decoded is the outcome of [Decode].
type Decoded struct {
	// Text is valid UTF-8 without a byte order mark. Control characters are still in it.
	Text string
	// Encoding is the WHATWG name of the encoding the bytes were read in, such as "utf-8".
	Encoding string
	// Guessed is true when nothing but the bytes themselves told the encoding.
	Guessed bool
	// Replaced is the number of places where bytes that mean nothing in the
	// encoding were replaced by U+FFFD.
	Replaced int
}

// mark is a byte order mark and the encoding it announces. The longer marks stand first,
// because the mark of UTF-32LE begins with that of UTF-16LE.
type mark struct {
	bytes string
	name  string
	enc   encoding.Encoding
}

func marks() []mark {
	return []mark{
		{"\xef\xbb\xbf", "utf-8", nil},
		{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
		{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
		{"\xff\xfe", "utf-16le", enc.UTF16(enc.LittleEndian, enc.IgnoreBOM)},
		{"\xfe\xff", "utf-16be", enc.UTF16(enc.BigEndian, enc.IgnoreBOM)},
	}
}

// Decode turns bytes in an unknown encoding into valid UTF-8. Evidence is taken in
// this order: a byte order mark; validity as UTF-8; the shape of UTF-16; the declared
// encoding, which may be empty or wrong; the statistics of the bytes, which tell
// windows-1252, 1251, 1255 and 1256 apart. Clean UTF-8 comes back byte for byte.
func Decode(b []byte, declared string) Decoded {
	for _, m := range marks() {
		if rest, ok := bytes.CutPrefix(b, []byte(m.bytes)); ok {
			return decodeAs(rest, m.name, m.enc)
		}
	}
	valid := utf8.Valid(b)
	if name, e := utf16Shape(b, valid); e != nil {
		d := decodeAs(b, name, e)
		d.Guessed = true
		return d
	}
	if valid {
		return Decoded{Text: string(b), Encoding: "utf-8"}
	}
	if mostlyUTF8(b) {
		d := decodeAs(b, "utf-8", nil)
		d.Guessed = true
		return d
	}
	if e, name := declaredEncoding(declared); e != nil {
		return decodeAs(b, name, e)
	}
	name, e := singleByte(b)
	d := decodeAs(b, name, e)
	d.Guessed = true
	return d
}

// decodeAs decodes b; a nil encoding stands for UTF-8.
func decodeAs(b []byte, name string, e encoding.Encoding) Decoded {
	d := Decoded{Encoding: name}
	if e != nil {
		out, err := e.NewDecoder().Bytes(b)
		if err != nil {
			out = b
		}
		b = out
		d.Replaced = bytes.Count(b, []byte("\uFFFD"))
	}
	d.Text = string(b)
	if !utf8.ValidString(d.Text) {
		clean := strings.ToValidUTF8(d.Text, "\uFFFD")
		d.Replaced += strings.Count(clean, "\uFFFD") - strings.Count(d.Text, "\uFFFD")
		d.Text = clean
	}
	return d
}

// Declared returns the encoding that an HTML page or an XML document names for itself in
// its first bytes, as it is written there, or nothing.
func Declared(b []byte) string {
	const far = 2048
	head := strings.ToLower(string(b[:min(len(b), far)]))
	for _, key := range []string{"charset=", "encoding="} {
		if _, rest, ok := strings.Cut(head, key); ok {
			rest = strings.TrimLeft(rest, `"' `)
			if end := strings.IndexAny(rest, `"'>;/ ?`); end > 0 {
				return rest[:end]
			}
		}
	}
	return ""
}

// declaredEncoding looks up the name a page gives for its encoding. UTF-8 and UTF-16
// are refused here: the bytes have been seen not to be either.
func declaredEncoding(name string) (encoding.Encoding, string) {
	if name == "" {
		return nil, ""
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, ""
	}
	canonical, err := htmlindex.Name(e)
	if err != nil || strings.HasPrefix(canonical, "utf-") || canonical == "replacement" {
		return nil, ""
	}
	return e, canonical
}

// mostlyUTF8 reports whether b is UTF-8 with a few broken places rather than text in
// a one-byte encoding: whole multi-byte sequences outnumber the broken bytes.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good > bad
}

// sampleSize is how many bytes are looked at where a sample is as good as the whole.
const sampleSize = 1 << 16

// utf16Shape tells UTF-16 without a byte order mark by reading a sample both ways and
// looking for text in a script that news is written in. ASCII read as UTF-16 falls
// into the Chinese block and never passes.
func utf16Shape(b []byte, valid bool) (string, encoding.Encoding) {
	if len(b) < 8 || valid && bytes.IndexByte(b, 0) < 0 && !hasControls(b) {
		return "", nil
	}
	sample := b[:min(len(b), sampleSize)&^1]
	le, be := plausible16(sample, 0), plausible16(sample, 1)
	const enough = 0.95
	switch {
	case le >= enough && le > be:
		return "utf-16le", enc.UTF16(enc.LittleEndian, enc.IgnoreBOM)
	case be >= enough:
		return "utf-16be", enc.UTF16(enc.BigEndian, enc.IgnoreBOM)
	}
	return "", nil
}

// plausible16 returns the share of 16-bit units that are letters of common scripts,
// spaces, digits or punctuation. low is 0 for little-endian and 1 for big-endian.
func plausible16(b []byte, low int) float64 {
	good, spaces := 0, 0
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(b[i+low]) | rune(b[i+1-low])<<8
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t':
			spaces++
			good++
		case r > ' ' && r < 0x7f, r > 0x2010 && r < 0x2030, unicode.In(r, unicode.Latin, unicode.Arabic, unicode.Hebrew, unicode.Cyrillic):
			good++
		}
	}
	if spaces == 0 {
		return 0
	}
	return float64(good) / float64(len(b)/2)
}

// family is a one-byte encoding with the byte values of the ten commonest letters of
// the language it mostly carries.
type family struct {
	name    string
	enc     encoding.Encoding
	letters string
}

func families() []family {
	return []family{
		{"windows-1256", charmap.Windows1256, "\xc7\xe1\xed\xe3\xe6\xe4\xd1\xca\xc8\xc9"}, // alef lam ya mim waw nun ra ta ba ta-marbuta
		{"windows-1251", charmap.Windows1251, "\xee\xe5\xe0\xe8\xed\xf2\xf1\xf0\xe2\xeb"}, // o e a i n t s r v l
		{"windows-1255", charmap.Windows1255, "\xe9\xe5\xe4\xec\xe0\xf8\xfa\xe1\xee\xf9"}, // yod vav he lamed alef resh tav bet mem shin
	}
}

// singleByte chooses a one-byte encoding. Text in a Latin script has few high bytes,
// mostly quotes, dashes and accents among plain letters: windows-1252, the commonest
// of all on the web. Where most high bytes stand in words of nothing else, letter
// frequencies decide; where such words are rare they must be of common letters too.
func singleByte(b []byte) (string, encoding.Encoding) {
	sample := b[:min(len(b), sampleSize)]
	letters, high := 0, 0
	for _, c := range sample {
		if c >= 0xc0 {
			high++
		}
		if letter(c) {
			letters++
		}
	}
	count, whole := wholeWords(sample)
	name, e, score := bestFamily(&count)
	if whole*2 > high && (high*4 >= letters || score*2 >= whole) {
		return name, e
	}
	return "windows-1252", charmap.Windows1252
}

func letter(c byte) bool { return c >= 0xc0 || c|0x20 >= 'a' && c|0x20 <= 'z' }

// shortWord is the least length of a word that tells of its script: the French "à"
// and the like are words of high bytes alone too.
const shortWord = 3

// wholeWords counts the bytes of words that consist of high bytes alone.
func wholeWords(b []byte) (count [256]int, total int) {
	for i := 0; i < len(b); i++ {
		if !letter(b[i]) {
			continue
		}
		begin, plain := i, false
		for ; i < len(b) && letter(b[i]); i++ {
			plain = plain || b[i] < 0xc0
		}
		if plain || i-begin < shortWord {
			continue
		}
		total += i - begin
		for _, c := range b[begin:i] {
			count[c]++
		}
	}
	return count, total
}

// bestFamily returns the encoding whose commonest letters occur most often, and how often.
func bestFamily(count *[256]int) (name string, e encoding.Encoding, score int) {
	score = -1
	for _, f := range families() {
		n := 0
		for i := range len(f.letters) {
			n += count[f.letters[i]]
		}
		if n > score {
			name, e, score = f.name, f.enc, n
		}
	}
	return name, e, score
}
