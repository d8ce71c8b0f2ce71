package extract

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// web is a page that was fetched.
func web(address, page, listed string) trucewatch.Capture {
	c := of("talks", "text/html", page, `{"retrieved":"2020-03-05T09:00:00Z","url":"`+address+`"`+listed+`}`)
	c.Path = address
	return c
}

// TestFetchedPage weighs what the page says against where it was had and what the feed
// said.
func TestFetchedPage(t *testing.T) {
	body := "<p>" + para1 + "</p><p>" + para2 + "</p>"
	listed := `,"listed":{"feed":"https://harbourpost.example/feed","outlet":"Harbour Post - World","title":"Talks in the feed","author":"Reuters","published":"2020-03-04T23:30:00-05:00"}`
	type want struct{ url, title, date, outlet, origin, says string }
	for name, tc := range map[string]struct {
		address, page, listed string
		want                  want
	}{
		"the feed fills what the page lacks": {"https://harbourpost.example/talks", body, listed, want{"https://harbourpost.example/talks", "Talks in the feed", "2020-03-04", "Harbour Post", "Reuters", ""}},
		"the page knows better": {
			"https://harbourpost.example/talks", `<title>Talks on the page</title><meta property="og:site_name" content="The Harbour Post"><meta property="article:published_time" content="2020-03-04"><meta name=author content="AFP">` + body,
			listed,
			want{"https://harbourpost.example/talks", "Talks on the page", "2020-03-04", "The Harbour Post", "Agence France-Presse", ""},
		},
		"page and feed disagree": {
			"https://harbourpost.example/talks", `<meta property="article:published_time" content="2020-03-01">` + body, listed,
			want{"https://harbourpost.example/talks", "Talks in the feed", "2020-03-01", "Harbour Post", "Reuters", "disagree"},
		},
		"a known outlet in the feed's title":  {"https://mirror.example/a", body, `,"listed":{"outlet":"World | Al Jazeera"}`, want{"https://mirror.example/a", "", "", "Al Jazeera", "", ""}},
		"a known address goes before":         {"https://www.reuters.com/a", body, listed, want{"https://www.reuters.com/a", "Talks in the feed", "2020-03-04", "Reuters", "", ""}},
		"the page's own address":              {"https://m.harbourpost.example/talks?id=7", `<link rel=canonical href="https://www.harbourpost.example/talks">` + body, "", want{"https://www.harbourpost.example/talks", "", "", "harbourpost.example", "", ""}},
		"its address below the site's":        {"https://m.harbourpost.example/talks?id=7", `<link rel=canonical href=" /2020/talks ">` + body, "", want{"https://m.harbourpost.example/2020/talks", "", "", "m.harbourpost.example", "", ""}},
		"its address without a scheme":        {"https://m.harbourpost.example/talks?id=7", `<meta property="og:url" content="//www.harbourpost.example/talks">` + body, "", want{"https://www.harbourpost.example/talks", "", "", "harbourpost.example", "", ""}},
		"an address that leads out":           {"https://harbourpost.example/a/talks", `<link rel=canonical href="//reuters.com/talks">` + body, "", want{"https://harbourpost.example/a/talks", "", "", "harbourpost.example", "", ""}},
		"the address of another site":         {"https://mirror.example/talks", `<link rel=canonical href="https://www.reuters.com/talks">` + body, "", want{"https://mirror.example/talks", "", "", "mirror.example", "", ""}},
		"the front page as its address":       {"https://harbourpost.example/talks", `<link rel=canonical href="https://harbourpost.example/">` + body, "", want{"https://harbourpost.example/talks", "", "", "harbourpost.example", "", ""}},
		"a date after the fetching":           {"https://harbourpost.example/talks", `<meta property="article:published_time" content="2020-03-09">` + body, listed, want{"https://harbourpost.example/talks", "Talks in the feed", "2020-03-04", "Harbour Post", "Reuters", "lies after the page was fetched"}},
		"a date a day ahead is another clock": {"https://harbourpost.example/talks", `<meta property="article:published_time" content="2020-03-06">` + body, "", want{"https://harbourpost.example/talks", "", "2020-03-06", "harbourpost.example", "", ""}},
		"the date of the address":             {"https://harbourpost.example/2020/03/04/talks", body, "", want{"https://harbourpost.example/2020/03/04/talks", "", "2020-03-04", "harbourpost.example", "", ""}},
	} {
		r, issues := one(t, web(tc.address, "<html><head>"+tc.page, tc.listed))
		got := want{r.URL, r.Title, r.Published.Date, r.Outlet, strings.Join(r.Origin, ", "), ""}
		var says string
		for _, i := range issues {
			says += i.What + ": " + i.Why + "\n"
			if i.Where != tc.address {
				t.Errorf("%s: the issue is of %q", name, i.Where)
			}
		}
		expect := tc.want
		expect.says = ""
		if got != expect || !strings.Contains(says, tc.want.says) || tc.want.says == "" && says != "" {
			t.Errorf("%s:\n got %+v\nwant %+v\n%s", name, got, tc.want, says)
		}
	}
}

// TestErrorPagesAreOfTheWeb leaves files alone that begin like an error page.
func TestErrorPagesAreOfTheWeb(t *testing.T) {
	page := "<title>Page not found</title><p>The page you are looking for could not be found."
	if reports, issues := Reports(web("https://harbourpost.example/gone", page, ""), load(t)); len(reports) != 0 || len(issues) != 1 || !strings.Contains(issues[0].Why, "en.errorpage.") {
		t.Errorf("%+v %+v", reports, issues)
	}
	if reports, _ := Reports(of("a.html", "text/html", page, ""), load(t)); len(reports) != 1 {
		t.Error("a file that a user has saved was left out")
	}
	if reports, _ := Reports(web("https://harbourpost.example/a", "<title>Page not found</title><p>"+strings.Repeat(para1+" ", 20), ""), load(t)); len(reports) != 1 {
		t.Error("a page with much text was left out")
	}
}
