package feed_test

import (
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
)

// now is when the documents of these tests were fetched.
func now() time.Time { return time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC) }

func parse(t *testing.T, s string) (feed.Feed, []string) {
	t.Helper()
	f, issues, err := feed.Parse(feed.Document{Bytes: []byte(s), URL: "https://news.example/feeds/world.xml", Retrieved: now()}, feed.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range issues {
		out = append(out, i.Where+" | "+i.What+" | "+i.Why)
	}
	return f, out
}

func TestParseRSS(t *testing.T) {
	f, issues := parse(t, `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour &amp; Hill</title><link>/</link>
<item><title>Envoys &lt;b&gt;meet&lt;/b&gt;</title><link>/2026/11/21/envoys?utm_source=rss#top</link><guid isPermaLink="false">a-1</guid>
<pubDate>Sat, 21 Nov 2026 10:00:00 +0200</pubDate><description>Short.</description></item>
</channel></rss>`)
	if len(issues) != 0 || len(f.Entries) != 1 || f.Kind != feed.RSS || f.Title != "Harbour & Hill" || f.Home != "https://news.example/" {
		t.Fatalf("%+v %v", f, issues)
	}
	e := f.Entries[0]
	if e.URL != "https://news.example/2026/11/21/envoys" || e.GUID != "a-1" || e.Title != "Envoys meet" || e.Content != "Short." || e.Whole ||
		!e.Published.Equal(time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", e)
	}
}
