package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/trucewatch/trucewatch"
)

func TestURLDate(t *testing.T) {
	for address, want := range map[string][2]string{
		"https://x.example/2020/03/04/talks":          {"2020-03-04", "2020-03"},
		"https://x.example/2020/3/4/talks":            {"2020-03-04", "2020-03"},
		"https://x.example/world/2020-03-04-talks":    {"2020-03-04", "2020-03"},
		"https://x.example/2020_03_04":                {"2020-03-04", "2020-03"},
		"https://x.example/2020/mar/04/talks":         {"2020-03-04", "2020-03"},
		"https://x.example/2020/03/talks-200304123":   {"", "2020-03"},
		"https://x.example/2020/03":                   {"", "2020-03"},
		"https://x.example/2020/13/04":                {"", ""},
		"https://x.example/2020/02/30/a":              {"", "2020-02"},
		"https://x.example/a?on=2020/03/04":           {"", ""},
		"https://2020.example/03/04":                  {"", ""},
		"https://x.example/1850/03/04":                {"", ""},
		"https://x.example/a/123/2020/12/31/b-2019-1": {"2020-12-31", "2020-12"},
		"":       {"", ""},
		"://":    {"", ""},
		"a/2020": {"", ""},
	} {
		if day, month := urlDate(address); day != want[0] || month != want[1] {
			t.Errorf("%q has %q and %q, want %q", address, day, month, want)
		}
	}
}

func TestParseDateSaysWhyNot(t *testing.T) {
	for words, want := range map[string]string{
		"4 March 2020": "", "March 4, 2020": "", "Wednesday, 4 March 2020": "", "4th of March 2020": "", "2020-03-04T23:59:00+02:00": "", "31.12.2019": "",
		"04/03/2020": "told apart", "30 February 2020": "no such day", "March 2020": "no full date", "4 March": "year", "99/99/2020": "no such day",
	} {
		date, problem := parseDate(words)
		if (date == "") != (want != "") || !strings.Contains(problem, want) || date != "" && problem != "" {
			t.Errorf("%q is %q, %q, want the problem %q", words, date, problem, want)
		}
	}
}

func TestLinesTellHeadAndTail(t *testing.T) {
	text := "Masthead\n\n  By Jane Doe  \n" + para1 + "\n" + strings.Repeat(para2+"\n", 20) + "SOURCE: X"
	got := lines(text)
	if len(got) != 24 {
		t.Fatalf("%d lines, want 24", len(got))
	}
	for i, l := range got {
		if l.head != (i < 3) || l.tail != (i >= 24-tailLines) || l.first != (i == 0) {
			t.Errorf("line %d %.20q: head %v, tail %v, first %v", i, l.text, l.head, l.tail, l.first)
		}
	}
	long := lines(strings.Repeat("é", 1_000_000))
	if len(long) != 1 || len(long[0].text) > 3*lineBytes {
		t.Errorf("a long line was not cut: %d lines of %d bytes", len(long), len(long[0].text))
	}
	if len(lines(" \n\t\n")) != 0 {
		t.Error("blank lines were counted")
	}
}

func TestHost(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.Reuters.com/a": "reuters.com", "reuters.com": "reuters.com", "http://user@x.example:80/": "x.example", "": "", "http://[bad": "", "no site": "",
	} {
		if got := host(in); got != want {
			t.Errorf("host(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNameKey(t *testing.T) {
	for _, same := range [][]string{
		{"The New York Times", "new york times", "NEW-YORK TIMES", " New  York Times."},
		{"Ma'an News Agency", "Maan news agency", "MA’AN News Agency"},
		{"+972 Magazine", "+972 magazine"},
	} {
		for _, s := range same {
			if nameKey(s) != nameKey(same[0]) {
				t.Errorf("%q has the key %q, want %q", s, nameKey(s), nameKey(same[0]))
			}
		}
	}
	if nameKey("The Times") == nameKey("Times of Israel") || nameKey("") != "" {
		t.Error("keys of different names are one")
	}
}

func TestDeclaredEncoding(t *testing.T) {
	for content, want := range map[string]string{
		`<meta charset="windows-1256">`:                                          "windows-1256",
		`<META http-equiv=content-type content='text/html; charset=ISO-8859-1'>`: "iso-8859-1",
		`<?xml version="1.0" encoding="windows-1251"?><html>`:                    "windows-1251",
		`<p>` + strings.Repeat(" ", 3000) + `<meta charset="x">`:                 "",
		`<p>no word of it`: "",
		``:                 "",
	} {
		if got := declared(trucewatch.Capture{Bytes: []byte(content)}); got != want {
			t.Errorf("%.60q declares %q, want %q", content, got, want)
		}
	}
}

func TestFurniture(t *testing.T) {
	for tag, want := range map[string]bool{
		`<div class="share-tools">`: true, `<div id="comments">`: true, `<div class="c-related_list">`: true, `<div hidden>`: true, `<div aria-hidden="true">`: true,
		`<div style="color:red; display : none">`: true, `<div role="navigation">`: true, `<section class="most-read">`: true, `<nav>`: true, `<form>`: false,
		`<div class="overflow-hidden">`: false, `<div class="shareholder">`: false, `<div class="subscriber-content">`: false, `<div class="page has-sidebar">`: false, `<div class="page no-ads">`: false, `<div class="loaded">`: false,
		`<main class="menu">`: false, `<div aria-hidden="false">`: false, `<p>`: false, `<article id="related">`: false,
	} {
		root, err := html.Parse(strings.NewReader("<body>" + tag + "x"))
		if err != nil {
			t.Fatal(err)
		}
		var got bool
		walkNodes(root, func(n *html.Node) bool {
			got = got || n.Type == html.ElementNode && n.DataAtom != 0 && n.Data != "html" && n.Data != "head" && n.Data != "body" && aside(n)
			return true
		})
		if got != want {
			t.Errorf("%s: furniture is %v, want %v", tag, got, want)
		}
	}
}

func TestFlatText(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One.<p>Two<br>three":                              "One.\nTwo\nthree",
		"<script>a<b</script><style>x</style><p>Text":         "Text",
		"<nav><nav>menu</nav>more</nav><div>Text</div>":       "Text",
		"<ul><li><a href=/>Link</a><li>Not a link</ul>":       "Not a link",
		"</a></a><p>Text with <a href=/x>one</a> link in it.": "Text with one link in it.",
		"a &amp; b &lt;c&gt;":                                 "a & b <c>",
		"":                                                    "",
		"<nav>never closed <p>Text":                           "never closed\nText",
		"<script>never closed <p>Text":                        "",
		strings.Repeat("<div>", 2000) + "Deep text is kept.":  "Deep text is kept.",
	} {
		if got := flatText(in); got != want {
			t.Errorf("%.50q gives %q, want %q", in, got, want)
		}
	}
}

func TestFieldsFoldKeys(t *testing.T) {
	f := newFields(map[string]any{"Pub_Date": "a", "pubDate": "b", "PUB-DATE": "c"})
	if diff := cmp.Diff(fields{"pubdate": "c"}, f); diff != "" {
		t.Errorf("folded keys (-want +got):\n%s", diff)
	}
	deep := any("end")
	for range 10 {
		deep = []any{deep}
	}
	if got := words(deep, 0); got != "" {
		t.Errorf("ten lists inside one another gave %q", got)
	}
	if got := words([]any{"a", map[string]any{"Name": "b"}, nil, true, ""}, 0); got != "a, b" {
		t.Errorf("words are %q", got)
	}
}

func TestLanguageCode(t *testing.T) {
	for in, want := range map[string]string{"en": "en", "en-GB": "en", "EN_us": "en", "": "", "english": "", "e1": "", "x": "", " ar ": "ar"} {
		if got := languageCode(in); got != want {
			t.Errorf("languageCode(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLanguageIsNotGuessedFromTooLittle(t *testing.T) {
	r := load(t)
	for _, s := range []string{"", "The truce", "Damascus Homs Hama Idlib Deraa Quneitra Suwayda Aleppo Raqqa", "the the the the the the the the the"} {
		if got := r.language(s); got != "" {
			t.Errorf("%q was taken for %q", s, got)
		}
	}
	if got := r.language(para1 + " " + para2); got != "en" {
		t.Errorf("English was taken for %q", got)
	}
}

func TestReportIDsDependOnCaptureAndPlace(t *testing.T) {
	a, b, c := reportID("x", 0), reportID("x", 1), reportID("y", 0)
	if a == b || a == c || a != reportID("x", 0) {
		t.Errorf("IDs are %q %q %q", a, b, c)
	}
}

func TestBrokenLinesDoNotRenumberTheRest(t *testing.T) {
	rules := load(t)
	object := `{"text":"` + para1 + `"}`
	whole, _ := Reports(of("a", "application/jsonl", object+"\n"+object+"\n", ""), rules)
	broken, _ := Reports(of("a", "application/jsonl", "{\n"+object+"\n", ""), rules)
	if len(whole) != 2 || len(broken) != 1 || whole[1].ID != broken[0].ID {
		t.Errorf("the second line has the IDs %+v and %+v", whole, broken)
	}
}
