package extract

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	enc "golang.org/x/text/encoding/unicode"

	"github.com/trucewatch/trucewatch"
)

const (
	para1 = "The envoys of both coasts met for four hours in the old customs house, and their hosts said that a third round was agreed for the spring."
	para2 = "A spokesman for the harbour command said on Tuesday that “no shell” had fallen since the truce began, which the islanders deny."
)

// of makes a capture without the capture stage.
func of(name, media, content, meta string) trucewatch.Capture {
	c := trucewatch.Capture{ID: "id-of-" + name, Name: name, MediaType: media, Bytes: []byte(content)}
	if meta != "" {
		c.Meta = []byte(meta)
	}
	return c
}

// one reads a capture that must hold exactly one report.
func one(t *testing.T, c trucewatch.Capture) (trucewatch.Report, []trucewatch.Issue) {
	t.Helper()
	reports, issues := Reports(c, load(t))
	if len(reports) != 1 {
		t.Fatalf("%s gave %d reports and %+v", c.Name, len(reports), issues)
	}
	return reports[0], issues
}

func TestPlainTextComesOutByteForByte(t *testing.T) {
	for _, s := range []string{
		para1, " date 2025-03-14 Via The Lantern\n\n" + para1, "\n\n" + para1 + "\r\n" + para2 + "\r\n", para1 + "\t\u00a0\u200f ",
	} {
		r, issues := one(t, of("a.txt", "text/plain", s, ""))
		if r.Text != s || len(issues) != 0 {
			t.Errorf("text %q became %q with %+v", s, r.Text, issues)
		}
	}
}

func TestSideFile(t *testing.T) {
	meta := `{"outlet":"New York Times","date":"2020-03-04","url":"https://x.example/a","title":"Talks agreed, hosts say | The New York Times","lang":"en"}`
	r, issues := one(t, of("a.txt", "text/plain", para1, meta))
	want := trucewatch.Report{
		ID: r.ID, Capture: "id-of-a.txt", File: "a.txt", URL: "https://x.example/a", Outlet: "The New York Times", Title: "Talks agreed, hosts say",
		Published: trucewatch.Published{Date: "2020-03-04", Basis: trucewatch.Given, Why: `NAME.meta.json has date "2020-03-04"`}, Language: "en", Text: para1,
		Why: []trucewatch.Reason{{Rule: "outlet.given", Words: "New York Times"}},
	}
	if diff := cmp.Diff(want, r); diff != "" || len(issues) > 0 {
		t.Errorf("report (-want +got):\n%s\nissues %+v", diff, issues)
	}
	if len(r.ID) != 14 || !strings.HasPrefix(r.ID, "r-") {
		t.Errorf("the ID %q is not r- and twelve digits", r.ID)
	}
	for _, bad := range []string{"[1]", "{", "null", "\x00"} {
		if _, issues := one(t, of("a.txt", "text/plain", para1, bad)); len(issues) != 1 || !strings.Contains(issues[0].What, "side file") {
			t.Errorf("the side file %q raised %+v", bad, issues)
		}
	}
}

func TestBadInput(t *testing.T) {
	win1252, err := charmap.Windows1252.NewEncoder().String(para2)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := enc.UTF16(enc.LittleEndian, enc.IgnoreBOM).NewEncoder().String(para2)
	if err != nil {
		t.Fatal(err)
	}
	deep := "<html><body>" + strings.Repeat("<div>", 600) + "<p>" + para1 + "</p>" + strings.Repeat("</div>", 600) + "</body></html>"
	for _, tc := range []struct {
		name, media, content, want, issue string
	}{
		{"empty", "text/plain", "", "", "no text"},
		{"blank", "text/plain", " \n\t\n", "", "no text"},
		{"binary", "text/plain", "\x89PNG\r\n\x1a\n\x00\x00", "", "picture"},
		{"NUL bytes", "text/plain", "The talks\x00 began. " + para1, "The talks  began. " + para1, "NUL"},
		{"windows-1252", "text/plain", win1252, para2, "windows-1252"},
		{"UTF-16 without mark", "text/plain", utf16, para2, "utf-16le"},
		{"broken UTF-8", "text/plain", para2 + "\xff", para2 + "\uFFFD", "not valid utf-8"},
		{"deep HTML", "text/html", deep, para1, "without its structure"},
		{"HTML without text", "text/html", "<html><script>var a = 1</script></html>", "", "no text"},
		{"JSON cut off", "application/json", `{"text": "` + para1, "", "not valid JSON"},
		{"JSON of another kind", "application/json", `"text"`, "", "not valid JSON"},
		{"JSON without text", "application/json", `{"title": "Talks"}`, "", "no text"},
		{"JSON nested too deep", "application/json", strings.Repeat("[", 20000), "", "not valid JSON"},
		{"not English", "text/plain", "Les deux parties se sont rencontrées dans la capitale et ont été reçues par le ministre pour une heure.", "*", "language \"fr\""},
		{"another script", "text/plain", "قصف الثوار البلدة", "*", "letters are not Latin"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			reports, issues := Reports(of("a", tc.media, tc.content, ""), load(t))
			if (len(reports) == 1) != (tc.want != "") || len(reports) == 1 && tc.want != "*" && reports[0].Text != tc.want {
				t.Errorf("reports are %+v, want the text %q", reports, tc.want)
			}
			if len(issues) == 0 || !strings.Contains(issues[0].Why+issues[0].What, tc.issue) || !strings.HasPrefix(issues[0].Where, "a") {
				t.Errorf("issues are %+v, want one that says %q", issues, tc.issue)
			}
		})
	}
}

func TestAMillionCharacterLineIsRead(t *testing.T) {
	long := strings.Repeat(para1+" ", 8000)
	for media, content := range map[string]string{
		"text/plain": long, "text/html": "<p>" + long + "</p>", "application/jsonl": `{"text":"` + long + `"}`, "text/markdown": long,
	} {
		r, _ := one(t, of("a", media, content, ""))
		if strings.TrimSpace(r.Text) != strings.TrimSpace(long) {
			t.Errorf("%s: %d bytes of %d came out", media, len(r.Text), len(long))
		}
	}
}

func TestJSONHoldsManyReports(t *testing.T) {
	object := func(i int) string {
		return fmt.Sprintf(`{"headline":"Talk %d","content":"%s","published_at":"2020-03-0%dT10:00:00Z","link":"https://x.example/%d","source":{"name":"BBC News"}}`, i, strings.ReplaceAll(para1, "\"", ""), i, i)
	}
	for _, tc := range []struct {
		name, media, content string
		titles, issues       []string
	}{
		{"one", "application/json", object(1), []string{"Talk 1"}, nil},
		{"list", "application/json", "[" + object(1) + ",\n" + object(2) + "]", []string{"Talk 1", "Talk 2"}, nil},
		{"list in an object", "application/json", `{"status":"ok","articles":[` + object(1) + "," + object(2) + "]}", []string{"Talk 1", "Talk 2"}, nil},
		{"list with a stranger", "application/json", "[" + object(1) + ",7," + object(2) + "]", []string{"Talk 1", "Talk 2"}, []string{"a:report 2"}},
		{"list that breaks off", "application/json", "[" + object(1) + "," + object(2)[:30], []string{"Talk 1"}, []string{"a:report 2"}},
		{"lines", "application/jsonl", object(1) + "\n\n" + object(2) + "\r\n", []string{"Talk 1", "Talk 2"}, nil},
		{"lines, one broken", "application/jsonl", object(1) + "\n{broken\n" + object(3), []string{"Talk 1", "Talk 3"}, []string{"a:2"}},
		{"lines, two values on one", "application/jsonl", object(1) + object(2) + "\n" + object(3), []string{"Talk 3"}, []string{"a:1"}},
		{"lines in a .json file", "application/json", object(1) + "\n" + object(2), []string{"Talk 1", "Talk 2"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			reports, issues := Reports(of("a", tc.media, tc.content, ""), load(t))
			var titles, where []string
			ids := map[string]bool{}
			for _, r := range reports {
				titles = append(titles, r.Title)
				ids[r.ID] = true
				if r.Outlet != "BBC" || r.Published.Basis != trucewatch.Given || r.Text != para1 || !strings.HasPrefix(r.URL, "https://x.example/") {
					t.Errorf("report is %+v", r)
				}
			}
			for _, i := range issues {
				where = append(where, i.Where)
			}
			if diff := cmp.Diff(tc.titles, titles) + cmp.Diff(tc.issues, where); diff != "" || len(ids) != len(reports) {
				t.Errorf("titles and issues (-want +got):\n%s%+v", diff, issues)
			}
		})
	}
}

func TestJSONText(t *testing.T) {
	for name, tc := range map[string]struct{ object, want string }{
		"HTML in the text": {`{"body":"<p>One <b>bold</b> word.</p><script>x</script><p>Two.</p>"}`, "One bold word.\nTwo."},
		"list":             {`{"text":["One.","Two."]}`, "One.\nTwo."},
		"NUL":              {`{"text":"a\u0000b c"}`, "a b c"},
		"folded key":       {`{"Full_Text":"One."}`, "One."},
	} {
		if r, _ := one(t, of("a.json", "application/json", tc.object, "")); r.Text != tc.want {
			t.Errorf("%s: text %q, want %q", name, r.Text, tc.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	r, _ := one(t, of("a.md", "text/markdown", "---\ntitle: \"Talks agreed\"\ndate: 2020-03-04\nauthor: Reuters\n---\n# Talks agreed\n\n> **Both** sides [met](https://x.example \"x\") again.\n\n- one `point`\n***\n![map](m.png)\n", ""))
	if want := "Talks agreed\n\nBoth sides met again.\n\none point\n\n\n"; r.Text != want {
		t.Errorf("text %q, want %q", r.Text, want)
	}
	if r.Title != "Talks agreed" || r.Published.Date != "2020-03-04" || cmp.Diff([]string{"Reuters"}, r.Origin) != "" {
		t.Errorf("report is %+v", r)
	}
	plain, _ := one(t, of("a.md", "text/markdown", "---\nno key here\n---\nText of it.", ""))
	if !strings.Contains(plain.Text, "no key here") {
		t.Errorf("a rule was taken for front matter: %q", plain.Text)
	}
}

func TestTitles(t *testing.T) {
	r := load(t)
	const long = "Envoys agree on third round of harbour talks"
	for in, want := range map[string]string{
		long:                                          long,
		long + " | BBC News":                          long,
		long + " - World - The Guardian":              long + " - World",
		long + " " + long + " " + long:                long,
		long + " " + long + " | AP News":              long,
		long + " | Reuters " + long + " " + long[:30]: long,
		"A tale - of two towns":                       "A tale - of two towns",
		" spaced \n out ":                             "spaced out",
	} {
		if got := r.cleanTitle(in, "", ""); got != want {
			t.Errorf("title %q became %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		long + "\n" + para1:                         long,
		para1 + "\n" + para2:                        "",
		"Facebook\nCopy\n" + para1:                  "",
		"By Jane Doe in Geneva\n" + para1:           "",
		"Envoys at the gate. Photo: Pool\n" + para1: "",
		long: "", "": "",
	} {
		if got := headline(in); got != want {
			t.Errorf("headline of %.40q is %q, want %q", in, got, want)
		}
	}
}

func TestReportsAreTheSameEveryTime(t *testing.T) {
	rules := load(t)
	captures := []trucewatch.Capture{
		of("a.txt", "text/plain", "GENEVA (AP/Reuters) — "+para1+"\nSource: AFP\n", `{"Outlet":"BBC","outlet":"CNN","OUT_LET":"x"}`),
		of("b.html", "text/html", samplePage, ""),
		of("c.json", "application/json", `[{"text":"`+para1+`","Text":"two","date":"2020-01-01"},3]`, ""),
	}
	want := fmt.Sprintf("%+v", readAll(captures, rules))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := fmt.Sprintf("%+v", readAll(captures, rules)); got != want {
				t.Errorf("a second run differs:\n%s\n%s", got, want)
			}
		})
	}
	wg.Wait()
}

func readAll(captures []trucewatch.Capture, rules *Rules) (out []any) {
	for _, c := range captures {
		reports, issues := Reports(c, rules)
		out = append(out, reports, issues)
	}
	return out
}

// checkReports holds for every capture whatsoever.
func checkReports(t *testing.T, c trucewatch.Capture, rules *Rules) {
	t.Helper()
	reports, issues := Reports(c, rules)
	if len(reports) == 0 && len(issues) == 0 {
		t.Fatalf("%q was lost in silence", c.Bytes)
	}
	for _, r := range reports {
		for _, s := range append([]string{r.Text, r.Title, r.Outlet, r.URL, r.Published.Why}, r.Origin...) {
			if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
				t.Fatalf("%q is not clean text", s)
			}
		}
		if (r.Published.Date == "") != (r.Published.Basis == "") || r.Published.Why == "" {
			t.Fatalf("published is %+v", r.Published)
		}
	}
	for _, i := range issues {
		if i.Where == "" || i.What == "" || i.Why == "" {
			t.Fatalf("the issue is not told in full: %+v", i)
		}
	}
}

func FuzzReports(f *testing.F) {
	for _, media := range []string{"text/plain", "text/html", "text/markdown", "application/json", "application/jsonl"} {
		for _, s := range []string{
			"", para1, "\xff\xfe<\x00p\x00", "date 2025-03-14 Via Reuters\n", samplePage, "<div><p>x<table><p>y", "<script>", "<!--", "<a href='x'>",
			`{"text":"x","date":20200304}`, `[{"text":"<p>x"},{"text":1}]`, "{\"text\":\"\\ud800\\u0000\"}\n{", "---\na: b\n---\n# x\n", "[[[[", `{"a":{"b":[]}}`,
			`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2020-03-04"}]}</script><p>x`,
		} {
			f.Add(media, []byte(s), []byte(`{"date":"2020-03-04","outlet":["a",{"name":"b"}]}`))
		}
	}
	rules := load(f)
	f.Fuzz(func(t *testing.T, media string, content, meta []byte) {
		checkReports(t, trucewatch.Capture{ID: "x", Name: "a", MediaType: media, Bytes: content, Meta: meta}, rules)
	})
}

func BenchmarkReports(b *testing.B) {
	rules := load(b)
	c := of("a.txt", "text/plain", "GENEVA (AP) — "+strings.Repeat(para1+"\n"+para2+"\n", 15), "")
	b.SetBytes(int64(len(c.Bytes)))
	for b.Loop() {
		Reports(c, rules)
	}
}

func BenchmarkLoadRules(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
