package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/trucewatch/trucewatch"
)

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		samplePage, "", "<", "<p", "<p>a<p>b", "<table>x<tr><td>y", "<a><b></a></b>", "<svg><p>x</svg>", "<script><p>x", "<title>a</title><title>b",
		"<meta charset=utf-16><p>x", "<plaintext>x", "<template><p>x</template>", "<select><option>x", strings.Repeat("<div>", 520) + "x", "&#0;&#xD800;&nosuch;",
		`<time pubdate datetime="2020-13-01">`, `<link rel=canonical href="://">`, `<div hidden>x</div>y`, "<frameset><frame>", "\u202ex<p>\u200f",
	} {
		f.Add(s)
	}
	rules := load(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // pages are decoded before they are parsed
		}
		k := &collector{name: "a"}
		d := page(s, rules, k)
		for l := range strings.SplitSeq(d.text, "\n") {
			if d.text != "" && (l == "" || strings.TrimSpace(l) != l) {
				t.Fatalf("the line %q of %q is not trimmed", l, s)
			}
		}
		if !utf8.ValidString(d.text + d.title + d.url + d.site + d.lang) {
			t.Fatalf("%q gives invalid text", s)
		}
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			reportText(root)
		}
		flatText(s)
	})
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"text":"x"}`, `[{"text":"x"},{"text":"y"}]`, `{"articles":[{"body":"x"}]}`, "{\"text\":\"x\"}\n{\"text\":\"y\"}", `{"text":["a",{"text":"b"}]}`, `[`, `[]`, `{}`,
		`null`, `{"text":1e999}`, `{"text":"\ud83d"}`, `{"text":"x","date":1583316000}`, `{"a":1,"a":2,"A":3,"text":"x"}`, "{\"text\":\"x\"", `[[{"text":"x"}]]`, `{"text":"<p>x"}`,
	} {
		f.Add(s)
	}
	rules := load(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string, *Rules, *collector) []draft{jsonDrafts, jsonlDrafts} {
			k := &collector{name: "a"}
			seen := map[int]bool{}
			for _, d := range read(s, rules, k) {
				if seen[d.index] {
					t.Fatalf("two reports of %q have the number %d", s, d.index)
				}
				seen[d.index] = true
			}
		}
	})
}

func FuzzSide(f *testing.F) {
	for _, s := range []string{`{"outlet":"x","date":"2020-01-01"}`, "", "{", "[]", `{"url":"://","title":null}`, "\xff\xfe{\x00}\x00", `{"date":{"name":["2020-01-01"]}}`} {
		f.Add([]byte(s))
	}
	rules := load(f)
	f.Fuzz(func(t *testing.T, meta []byte) {
		checkReports(t, trucewatch.Capture{ID: "x", Name: "a.txt", MediaType: "text/plain", Bytes: []byte(para1), Meta: meta}, rules)
	})
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"2020-03-04", "4 March 2020", "Mar. 4th, 2020", "04/03/2020", "https://x.example/2020/03/04/a", "2020/feb/30", "1583316000", "0000-00-00", "9999999999999"} {
		f.Add(s)
	}
	rules := load(f)
	f.Fuzz(func(t *testing.T, s string) {
		day, _ := urlDate(s)
		for _, got := range []string{rules.stamp(s), day} {
			if got != "" && (len(got) != len("2006-01-02") || rules.stamp(got) != got) {
				t.Fatalf("%q was read as %q, which is no day of news", s, got)
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# x\n", "---\na: b\n---\nx", "---\n", "```\n# x\n```", "[a](b)", "**a", "![](", "***\n", "> > x"} {
		f.Add(s)
	}
	rules := load(f)
	f.Fuzz(func(t *testing.T, s string) {
		if d := markdown(s, rules); len(d.text) > len(s)+strings.Count(s, "\n")+1 {
			t.Fatalf("%q grew to %q", s, d.text)
		}
	})
}
