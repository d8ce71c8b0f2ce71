package extract

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/packs"
)

// load gives the rules of the packs that ship with the program.
func load(t testing.TB) *Rules {
	t.Helper()
	r, err := LoadRules(packs.FS)
	if err != nil {
		t.Fatalf("loading the packs: %v", err)
	}
	return r
}

func TestEveryCreditRuleFindsItsExamples(t *testing.T) {
	r := load(t)
	for _, l := range r.lines {
		for _, ex := range l.yes {
			got, _ := r.matches(l, ex.Text)
			if diff := cmp.Diff(ex.Marks, got); diff != "" {
				t.Errorf("%s in %q: words found (-want +got):\n%s", l.id, ex.Text, diff)
			}
			if low := strings.ToLower(ex.Text); len(l.cues) > 0 && !slices.ContainsFunc(l.cues, func(c string) bool { return strings.Contains(low, c) }) {
				t.Errorf("%s: no cue stands in its own example %q", l.id, ex.Text)
			}
		}
		for _, ex := range l.no {
			if got, _ := r.matches(l, ex.Text); got != nil {
				t.Errorf("%s finds %q in %q", l.id, got[0].Of(ex.Text), ex.Text)
			}
		}
	}
}

func TestEveryErrorPageRuleFindsItsExamples(t *testing.T) {
	for _, e := range load(t).errors {
		for _, ex := range e.yes {
			if got := strings.TrimSpace(e.match.FindString(ex.Text)); len(ex.Marks) != 1 || got != ex.Marks[0].Of(ex.Text) {
				t.Errorf("%s finds %q in %q", e.id, got, ex.Text)
			}
		}
		for _, ex := range e.no {
			if got := e.match.FindString(ex.Text); got != "" {
				t.Errorf("%s finds %q in %q", e.id, got, ex.Text)
			}
		}
	}
}

func TestEveryLanguageKnowsItsExamples(t *testing.T) {
	r := load(t)
	languages, err := pack.Load(packs.FS, pack.Schema{Required: []string{"code", "words"}}, "en/language.pack")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range languages {
		for _, ex := range l.Yes {
			if got := r.language(ex.Text); got != l.Get("code") {
				t.Errorf("%q was taken for %q, want %q", ex.Text, got, l.Get("code"))
			}
		}
		for _, ex := range l.No {
			if got := r.language(ex.Text); got == l.Get("code") {
				t.Errorf("%q was taken for %q", ex.Text, got)
			}
		}
	}
}

func TestOutletsAreKnownByEveryNameAndSite(t *testing.T) {
	r := load(t)
	if n := len(r.Outlets()); n < 120 {
		t.Errorf("%d outlets, want 120 or more", n)
	}
	for _, o := range r.Outlets() {
		for _, name := range append([]string{o.Name, strings.ToUpper(o.Name), "The " + strings.TrimPrefix(o.Name, "The ")}, o.Aliases...) {
			if got, ok := r.Outlet(name); !ok || got.ID != o.ID {
				t.Errorf("%q names %q, want %q", name, got.ID, o.ID)
			}
		}
		for _, d := range o.Domains {
			if got, ok := r.OutletOf("https://www." + d + "/a/b?c"); !ok || got.ID != o.ID {
				t.Errorf("the site %s is that of %q, want %q", d, got.ID, o.ID)
			}
		}
		if len(o.Country) != 0 && len(o.Country) != 2 {
			t.Errorf("%s: country %q is not two letters", o.ID, o.Country)
		}
	}
	if _, ok := r.OutletOf("https://reuters.com.example.org/x"); ok {
		t.Error("a site that only begins like a known one is taken for it")
	}
}

func TestNames(t *testing.T) {
	r := load(t)
	for _, tc := range []struct {
		in   string
		want []string
	}{
		{"Reuters and Algemeiner Staff", []string{"Reuters", "The Algemeiner"}},
		{"AL JAZEERA AND NEWS AGENCIES", []string{"Al Jazeera"}},
		{"Sky News Arabia", []string{"Sky News Arabia"}},
		{"the AP, AFP/dpa", []string{"Associated Press", "Agence France-Presse", "Deutsche Presse-Agentur"}},
		{"Reutersville and APEX", nil},
		{"", nil},
	} {
		var got []string
		for _, n := range r.names(tc.in) {
			got = append(got, r.outlets[n.outlet].Name)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("names in %q (-want +got):\n%s", tc.in, diff)
		}
	}
}

func TestLoadRulesNamesTheFault(t *testing.T) {
	good := map[string]string{
		"outlets/a.pack":    "rule outlet.a\nname A\ndomain a.org\nkind agency\n",
		"en/credits.pack":   "rule c\nwhere head\nmatch ^By (?P<names>.*)\ngives origin\nyes By [A]\nno B\n",
		"en/language.pack":  "rule l\ncode en\nwords the\nyes [the]\nno le\n",
		"en/errorpage.pack": "rule e\nmatch ^404\nyes [404]\nno 403\n",
	}
	for _, tc := range []struct{ file, content, want string }{
		{"outlets/a.pack", "rule outlet.a\nname A\ndomain a.org\nkind gossip\n", "kind \"gossip\""},
		{"outlets/a.pack", "rule outlet.a\nname A\ndomain a.org\nkind agency\ndated most\n", "dated \"most\" is no share"},
		{"outlets/a.pack", "rule outlet.a\nname A\ndomain a.org\nkind agency\nowner B\n", "an owner needs one of law"},
		{"outlets/a.pack", "rule outlet.a\nname A\ndomain a.org\nkind agency\nbasis law\n", "nothing else has one"},
		{"outlets/a.pack", "rule outlet.a\nname A\ndomain a.org\nkind agency\nsigned 101\n", "signed \"101\" is no share"},
		{"outlets/b.pack", "rule outlet.b\nname The A\ndomain b.org\nkind agency\n", "stands already"},
		{"outlets/b.pack", "rule outlet.b\nname B\ndomain a.org\nkind agency\n", "stands already"},
		{"en/credits.pack", "rule c\nwhere head\nmatch (\ngives origin\nyes By [A]\nno B\n", "compiling match"},
		{"en/credits.pack", "rule c\nwhere foot\nmatch x\ngives origin\nyes By [A]\nno B\n", "where \"foot\""},
		{"en/credits.pack", "rule c\nwhere head\nmatch x\nnot (\ngives origin\nyes By [A]\nno B\n", "compiling not"},
		{"en/language.pack", "rule l\nwords the\nyes [the]\nno le\n", "code"},
		{"en/errorpage.pack", "rule e\nmatch (\nyes [404]\nno 403\n", "compiling match"},
	} {
		fsys := fstest.MapFS{}
		for name, content := range good {
			fsys[name] = &fstest.MapFile{Data: []byte(content)}
		}
		fsys[tc.file] = &fstest.MapFile{Data: []byte(tc.content)}
		if _, err := LoadRules(fsys); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("a fault in %s gives %v, want %q", tc.file, err, tc.want)
		}
	}
}

func TestCreditsOf(t *testing.T) {
	r := load(t)
	const filler = "The envoys met for four hours in the old customs house and agreed, their hosts said, that the third round would begin after the feast.\n"
	for _, tc := range []struct {
		name, text, url, outlet string
		want                    string
		origin                  []string
	}{
		{"nothing", filler, "", "", "", nil},
		{"given name, canonical form", filler, "", "New York Times", "The New York Times", nil},
		{"given name, unknown", filler, "", "The Harbour Post", "The Harbour Post", nil},
		{"address", filler, "https://edition.cnn.com/x", "", "CNN", nil},
		{"address of an unknown site", filler, "https://www.harbourpost.example/x", "", "harbourpost.example", nil},
		{"dateline", "GENEVA (AP) — " + filler, "", "", "", []string{"Associated Press"}},
		{"dateline of the outlet itself", "GENEVA (AP) — " + filler, "", "AP News", "Associated Press", nil},
		{"dateline with a day", "GENEVA, March 3 (Reuters) - " + filler, "", "The Harbour Post", "The Harbour Post", []string{"Reuters"}},
		{"credit line", filler + "SOURCE: AL JAZEERA AND NEWS AGENCIES\n", "", "", "Al Jazeera", nil},
		{"credit line elsewhere", filler + "Source: Al Jazeera, AFP\n", "", "Yahoo News", "Yahoo News", []string{"Agence France-Presse", "Al Jazeera"}},
		{"reprint", filler + "Author: Reuters\nThis content is courtesy of, and owned by, https://www.harbourpost.example and its author. Please contact Reprints.example using the form.\n", "", "", "Reprints.example", []string{"Reuters", "harbourpost.example"}},
		{"staff and agency", filler + "Fox News' Jane Doe and the Associated Press contributed to this report.\n", "", "", "Fox News", []string{"Associated Press"}},
		{"named in prose only", filler + "He told Reuters that nothing was decided; Al Jazeera said otherwise.\n", "", "", "", nil},
		{"state agency quoted", filler + "SANA said that the army (SAA) had left.\n", "", "", "", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := draft{text: tc.text, url: tc.url, outlet: tc.outlet}
			outlet, origin, why := r.credits(d, r.read(d.text, nil))
			named := len(origin)
			if outlet != "" {
				named++
			}
			if len(why) != named {
				t.Errorf("%d names have %d reasons: %+v", named, len(why), why)
			}
			if outlet != tc.want {
				t.Errorf("outlet %q, want %q", outlet, tc.want)
			}
			if diff := cmp.Diff(tc.origin, origin); diff != "" {
				t.Errorf("origin (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPublished(t *testing.T) {
	r := load(t)
	const filler = "The envoys met for four hours in the old customs house and agreed, their hosts said, that the third round would begin after the feast on 9 May 2019.\n"
	for _, tc := range []struct {
		name, text, url string
		given           []evidence
		date            string
		basis           trucewatch.Basis
		why             string
	}{
		{name: "nothing", text: filler, why: "no date in"},
		{name: "side file first", text: "Published: 3 March 2020\n" + filler, given: []evidence{{"2020-03-02", "NAME.meta.json"}}, date: "2020-03-02", basis: "given", why: "NAME.meta.json"},
		{name: "address", text: filler, url: "https://x.example/world/2020/03/04/talks.html", date: "2020-03-04", basis: "given", why: "address"},
		{name: "address with month name", text: filler, url: "https://x.example/2020/mar/04/talks", date: "2020-03-04", basis: "given", why: "address"},
		{name: "address with hyphens", text: filler, url: "https://x.example/talks-2020-03-04", date: "2020-03-04", basis: "given", why: "address"},
		{name: "address, month only", text: filler, url: "https://x.example/news/2020/03/talks", why: "no date in"},
		{name: "address, no such day", text: filler, url: "https://x.example/2020/02/31/talks", why: "no date in"},
		{name: "label in the first line", text: " date 2025-03-14 Via The Lantern\n\n" + filler, date: "2025-03-14", basis: "stated", why: "en.published.date-label"},
		{name: "label before prose", text: "date 2025-03-14 " + filler, date: "2025-03-14", basis: "stated", why: "en.published.date-label"},
		{name: "line of its own", text: "Talks end without accord on prisoners\nMarch 4, 2020\n" + filler, date: "2020-03-04", basis: "stated", why: "bare-date"},
		{name: "published before updated", text: "Updated 5 March 2020\nPublished 4 March 2020\n" + filler, date: "2020-03-04", basis: "stated", why: "en.published.label"},
		{name: "updated only", text: filler + "Last updated: 5 March 2020, 10:00\n", date: "2020-03-05", basis: "stated", why: "en.published.updated"},
		{name: "dateline with year", text: "GENEVA, March 4, 2020 (Reuters) - " + filler, date: "2020-03-04", basis: "stated", why: "dateline"},
		{name: "dateline without year", text: "GENEVA, March 4 (Reuters) - " + filler, why: "year is not stated"},
		{name: "dateline, year in the address", text: "GENEVA, March 4 (Reuters) - " + filler, url: "https://x.example/2020/03/talks", date: "2020-03-04", basis: "stated", why: "dateline-day"},
		{name: "dateline, another month in the address", text: "GENEVA, March 4 (Reuters) - " + filler, url: "https://x.example/2020/05/talks", why: "another month"},
		{name: "day and month not told apart", text: "03/04/2020\n" + filler, why: "cannot be told apart"},
		{name: "day and month told apart", text: "23/04/2020\n" + filler, date: "2020-04-23", basis: "stated", why: "bare-date"},
		{name: "caption", text: "The envoy speaks to reporters in Geneva, March 4, 2020. Photo: Pool\n" + filler, why: "no date in"},
		{name: "date below the first paragraph", text: filler + "4 March 2020\n" + strings.Repeat(filler, 20), why: "no date in"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := draft{text: tc.text, url: tc.url, dates: tc.given}
			got := r.published(d, r.read(d.text, nil), &collector{})
			if got.Date != tc.date || got.Basis != tc.basis || !strings.Contains(got.Why, tc.why) {
				t.Errorf("got %+v, want date %q, basis %q, why %q", got, tc.date, tc.basis, tc.why)
			}
		})
	}
}

func TestStamp(t *testing.T) {
	r := load(t)
	for in, want := range map[string]string{
		"2020-03-04": "2020-03-04", "2020-03-04T23:10:00Z": "2020-03-04", "2020-03-04T01:10:00.5+0300": "2020-03-04", "2020-03-04 12:00": "2020-03-04",
		"Wed, 04 Mar 2020 10:00:00 GMT": "2020-03-04", "4 March 2020": "2020-03-04", "Mar 4, 2020": "2020-03-04", "20200304": "2020-03-04",
		"1583316000": "2020-03-04", "1583316000000": "2020-03-04", "2020/3/4": "2020-03-04", "4-Mar-2020": "2020-03-04", "Sept. 9, 2019": "2019-09-09",
		"2020-02-30": "", "yesterday": "", "": "", "99999999": "", "2020": "", "3000-01-01": "",
	} {
		if got := r.stamp(in); got != want {
			t.Errorf("stamp(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestGivenDatesThatDisagreeRaiseAnIssue(t *testing.T) {
	r := load(t)
	k := &collector{name: "a.txt"}
	d := draft{url: "https://x.example/2020/03/04/a", dates: []evidence{{"2020-02-13", "NAME.meta.json has date"}}}
	if p := r.published(d, nil, k); p.Date != "2020-02-13" || len(k.issues) != 1 || !strings.Contains(k.issues[0].What, "disagree") {
		t.Errorf("got %+v and %+v", p, k.issues)
	}
	k = &collector{}
	d.dates[0].date = "2020-03-05"
	if r.published(d, nil, k); len(k.issues) != 0 {
		t.Errorf("a day's difference raised %+v", k.issues)
	}
}
