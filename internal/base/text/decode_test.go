package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	enc "golang.org/x/text/encoding/unicode"

	"github.com/trucewatch/trucewatch/internal/base/text"
)

const (
	english = "The ministry said on Tuesday that “both sides” agreed – for now – to meet again.\nNo date was given.\n"
	arabic  = "قال وزير الخارجية السوري إن الطرفين اتفقا على وقف إطلاق النار في المدينة اليوم وعلى عودة الأهالي إلى بيوتهم.\n"
	// English reports that name a place in its own letters.
	inEnglish    = "A council in “القنيطرة” said on Monday that the road was open again – and that nobody was hurt.\n"
	inEnglishToo = "Residents of the town (Мариуполь) told reporters that both crossings were closed all day.\n"
	// Languages that windows-1252 carries; the Turkish is without the letters that it has not.
	french    = "L’été dernier, à Genève, les délégués ont évoqué où créer la zone où l’armée a été déployée : là-bas, ça a échoué.\n"
	capitals  = "À GENÈVE, L’ÉTÉ A ÉTÉ DUR : LA TRÊVE N’A PAS TENU, A DÉCLARÉ L’ÉMISSAIRE.\n"
	german    = "Über die Öffnung der Grenzübergänge müssen die Außenminister später entscheiden, hieß es; die Straße bleibt für Ärzte geöffnet.\n"
	turkish   = "Türkiye ile görüsmeler sürüyor; sözcü, üç köyde çok güçlü bir öfke oldugunu söyledi ve iki ülkenin ölçülü olmasini istedi.\n"
	icelandic = "Ráðherrann sagði að viðræðurnar hæfust á ný þó að óvíst væri hvenær; áður höfðu báðir aðilar þegið boðið.\n"
	russian   = "Министр иностранных дел заявил, что стороны договорились о прекращении огня и о новой встрече в Париже.\n"
	hebrew    = "שר החוץ אמר כי הצדדים הסכימו על הפסקת אש ועל פגישה נוספת בשבוע הבא בעיר הבירה של המדינה.\n"
)

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("encoding the test text: %v", err)
	}
	return b
}

func TestDecode(t *testing.T) {
	le, be := enc.UTF16(enc.LittleEndian, enc.IgnoreBOM), enc.UTF16(enc.BigEndian, enc.IgnoreBOM)
	withMark := enc.UTF16(enc.LittleEndian, enc.UseBOM)
	for _, tc := range []struct {
		name     string
		bytes    []byte
		declared string
		text     string
		encoding string
		guessed  bool
	}{
		{"plain", []byte("Plain text.\n"), "", "Plain text.\n", "utf-8", false},
		{"UTF-8", []byte(english), "", english, "utf-8", false},
		{"UTF-8 wrongly declared", []byte(english), "windows-1252", english, "utf-8", false},
		{"UTF-8 mark", []byte("\xef\xbb\xbf" + english), "", english, "utf-8", false},
		{"leading space kept", []byte(" date 2025"), "", " date 2025", "utf-8", false},
		{"UTF-16LE mark", encoded(t, withMark, english), "", english, "utf-16le", false},
		{"UTF-16BE mark", append([]byte("\xfe\xff"), encoded(t, be, english)...), "", english, "utf-16be", false},
		{"UTF-16LE bare", encoded(t, le, english), "", english, "utf-16le", true},
		{"UTF-16BE bare", encoded(t, be, english), "", english, "utf-16be", true},
		{"UTF-16LE bare, Arabic", encoded(t, le, arabic), "", arabic, "utf-16le", true},
		{"UTF-16BE bare, Arabic", encoded(t, be, arabic), "", arabic, "utf-16be", true},
		{"windows-1252", encoded(t, charmap.Windows1252, english), "", english, "windows-1252", true},
		{"windows-1252 declared", encoded(t, charmap.Windows1252, english), "ISO-8859-1", english, "windows-1252", false},
		{"windows-1256", encoded(t, charmap.Windows1256, arabic), "", arabic, "windows-1256", true},
		{"windows-1256, one word in English", encoded(t, charmap.Windows1256, inEnglish), "", inEnglish, "windows-1256", true},
		{"windows-1251, one word in English", encoded(t, charmap.Windows1251, inEnglishToo), "", inEnglishToo, "windows-1251", true},
		{"French", encoded(t, charmap.Windows1252, french), "", french, "windows-1252", true},
		{"French capitals", encoded(t, charmap.Windows1252, capitals), "", capitals, "windows-1252", true},
		{"German", encoded(t, charmap.Windows1252, german), "", german, "windows-1252", true},
		{"Turkish", encoded(t, charmap.Windows1252, turkish), "", turkish, "windows-1252", true},
		{"Icelandic", encoded(t, charmap.Windows1252, icelandic), "", icelandic, "windows-1252", true},
		{"windows-1256, UTF-8 declared", encoded(t, charmap.Windows1256, arabic), "utf-8", arabic, "windows-1256", true},
		{"windows-1251", encoded(t, charmap.Windows1251, russian), "", russian, "windows-1251", true},
		{"windows-1255", encoded(t, charmap.Windows1255, hebrew), "", hebrew, "windows-1255", true},
		{"unknown name declared", encoded(t, charmap.Windows1252, english), "no-such-charset", english, "windows-1252", true},
		{"empty", nil, "", "", "utf-8", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := text.Decode(tc.bytes, tc.declared)
			if d.Text != tc.text {
				t.Errorf("text is %q, want %q", d.Text, tc.text)
			}
			if d.Encoding != tc.encoding || d.Guessed != tc.guessed || d.Replaced != 0 {
				t.Errorf("got %s guessed=%v replaced=%d, want %s guessed=%v replaced=0", d.Encoding, d.Guessed, d.Replaced, tc.encoding, tc.guessed)
			}
		})
	}
}

func TestDecodeCountsWhatItReplaces(t *testing.T) {
	d := text.Decode([]byte("Caf\xc3\xa9s – “shut” – in Homs\xe9, said\xff the mayor"), "")
	if d.Encoding != "utf-8" || d.Replaced != 2 {
		t.Errorf("got %s with %d replaced, want utf-8 with 2", d.Encoding, d.Replaced)
	}
	odd := text.Decode([]byte("\xff\xfea\x00b\x00c"), "")
	if !utf8.ValidString(odd.Text) || !strings.HasPrefix(odd.Text, "ab") {
		t.Errorf("UTF-16 with half a unit at the end gave %q", odd.Text)
	}
}

func TestClean(t *testing.T) {
	for _, tc := range []struct {
		in, out string
		n       int
	}{
		{"a\x00b", "a b", 1},
		{"tab\tand\r\nlines", "tab\tand\r\nlines", 0},
		{"\x01\x1b\x7fx", "   x", 3},
		{"é\x0cé", "é é", 1},
		{"", "", 0},
	} {
		if out, n := text.Clean(tc.in); out != tc.out || n != tc.n {
			t.Errorf("Clean(%q) = %q, %d, want %q, %d", tc.in, out, n, tc.out, tc.n)
		}
	}
}

func TestBinary(t *testing.T) {
	random := make([]byte, 4096)
	x := uint32(7)
	for i := range random {
		x = x*1664525 + 1013904223
		random[i] = byte(x >> 24)
	}
	for _, tc := range []struct {
		name  string
		bytes []byte
		yes   bool
	}{
		{"text", []byte(english), false},
		{"Arabic in one byte each", encoded(t, charmap.Windows1256, arabic), false},
		{"bare UTF-16", encoded(t, enc.UTF16(enc.LittleEndian, enc.IgnoreBOM), english), false},
		{"one NUL in a sentence", []byte("The talks\x00 were held in the capital on Tuesday."), false},
		{"PDF", []byte("%PDF-1.7\n1 0 obj"), true},
		{"PNG", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), true},
		{"ZIP", []byte("PK\x03\x04\x14\x00\x00\x00"), true},
		{"the word GIF8 in prose", []byte("GIF8 is how such files begin, said the engineer."), false},
		{"random bytes", random, true},
		{"all NUL", make([]byte, 100), true},
		{"empty", nil, false},
	} {
		if kind, yes := text.Binary(tc.bytes); yes != tc.yes || yes && kind == "" {
			t.Errorf("%s: Binary = %q, %v, want %v", tc.name, kind, yes, tc.yes)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "plain", english, arabic, "\xff\xfea\x00", "\xfe\xff\x00", "\xef\xbb\xbfx", "\x00\x00\xfe\xff\x00\x00\x00a", "\xc3\x28", "a\x00b\x00c\x00d\x00e\x00 \x00"} {
		f.Add([]byte(s), "windows-1256")
	}
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		d := text.Decode(b, declared)
		if !utf8.ValidString(d.Text) {
			t.Fatalf("not UTF-8 after decoding as %s: %q", d.Encoding, d.Text)
		}
		clean, _ := text.Clean(d.Text)
		if again, n := text.Clean(clean); n != 0 || again != clean {
			t.Fatalf("cleaning twice changed %q to %q", clean, again)
		}
		if utf8.RuneCountInString(clean) != utf8.RuneCountInString(d.Text) {
			t.Fatalf("cleaning moved positions of %q", d.Text)
		}
		text.Binary(b)
	})
}
