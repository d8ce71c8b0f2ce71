package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
)

// BenchmarkParse reads a feed of 50 entries.
func BenchmarkParse(b *testing.B) {
	var s strings.Builder
	for i := range 50 {
		fmt.Fprintf(&s, "<item><title>Talks %d</title><link>https://news.example/2026/11/%d?utm_source=rss</link><guid>%d</guid><pubDate>Sat, 21 Nov 2026 10:00:00 +0200</pubDate><description>%s</description></item>", i, i, i, strings.Repeat("Envoys met in Geneva. ", 20))
	}
	d := feed.Document{Bytes: []byte("<rss version=\"2.0\"><channel><title>x</title>" + s.String() + "</channel></rss>"), URL: "https://news.example/feed", Retrieved: now()}
	b.SetBytes(int64(len(d.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		if f, _, err := feed.Parse(d, feed.DefaultLimits()); err != nil || len(f.Entries) != 50 {
			b.Fatal(err)
		}
	}
}
