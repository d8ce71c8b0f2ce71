package watch

import (
	"hash/fnv"
	"strconv"
	"time"

	"github.com/trucewatch/trucewatch/internal/store"
)

// The bounds of putting off.
const (
	firstPause  = time.Minute    // before the second try of a page
	pauseGrowth = 4              // each further pause is so many times as long
	longPause   = 12 * time.Hour // of a page
	longRest    = 24 * time.Hour // of a feed that keeps failing
	leastWait   = time.Second    // nothing is due again in the moment in which it was settled
	longestWish = 72 * time.Hour // of a server, by Retry-After
	doublings   = 6
)

// jitter lengthens or shortens a pause by up to a tenth. It depends on the address
// alone: a thousand pages of one site do not come back in one second, and a test can
// say when each does.
func jitter(d time.Duration, address string) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(address)) // a hash takes all it is given
	const steps = 2001
	return d + d/10*time.Duration(int(h.Sum32()%steps)-steps/2)/(steps/2)
}

// pause is how long to wait before a page is tried again, after so many failed tries.
func pause(tries int, address string, wish time.Duration) time.Duration {
	d := firstPause
	for range tries - 1 {
		d = min(d*pauseGrowth, longPause)
	}
	return max(jitter(d, address), min(wish, longestWish))
}

// nextAsking is when a feed is asked again. A feed that fails is asked less and less
// often, but at least once a day.
func nextAsking(f store.Feed, now time.Time, failures int, wish time.Duration) time.Time {
	d := f.Every
	for range min(failures-1, doublings) {
		d = max(f.Every, min(2*d, longRest))
	}
	return now.Add(max(jitter(d, f.URL), min(wish, longestWish), leastWait))
}

// nextLook is when a page that was seen first at a time is looked at again, after so
// many looks; the zero time for never. Looks that are past are left out.
func (w *Watcher) nextLook(p store.Page, looks int, now time.Time) (time.Time, int) {
	for ; looks < len(w.Looks); looks++ {
		if at := p.FirstSeen.Add(jitter(w.Looks[looks], p.URL)); at.After(now.Add(leastWait)) {
			return at, looks
		}
	}
	return time.Time{}, looks
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
