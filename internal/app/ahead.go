package app

import (
	"context"
	"runtime"
	"sync"

	"github.com/trucewatch/trucewatch"
)

// ahead reads documents while a watch still waits for others: sites are slow, and
// processors idle meanwhile. What it has not come to is read when the ledger is brought
// up to date; what it has read is at hand then.
type ahead struct {
	project *Project
	stamp   string

	work    chan trucewatch.Capture
	open    sync.WaitGroup // documents that are not read yet
	workers sync.WaitGroup

	mu   sync.Mutex
	line *Line // nil until the first document
	seen *memory
}

// mostAhead is how many documents may wait to be read ahead.
const mostAhead = 4096

// readAhead begins to read what is taken. End it with stop; a context that ends makes it
// pass over what is left.
func (p *Project) readAhead(ctx context.Context) (*ahead, error) {
	stamp, err := p.stamp()
	if err != nil {
		return nil, err
	}
	a := &ahead{project: p, stamp: stamp, work: make(chan trucewatch.Capture, mostAhead)}
	for range runtime.GOMAXPROCS(0) {
		a.workers.Go(func() {
			for c := range a.work {
				if line, seen, err := a.reader(); err == nil && ctx.Err() == nil {
					_, _ = line.readKept(ctx, c, seen) // a fault comes again when the ledger is made
				}
				a.open.Done()
			}
		})
	}
	return a, nil
}

// reader returns the line that reads, and the memory of the round.
func (a *ahead) reader() (*Line, *memory, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.line == nil {
		line, err := a.project.line()
		if err != nil {
			return nil, nil, err
		}
		a.line = line.over(a.project.shelf(a.stamp), a.project.store)
	}
	if a.seen == nil {
		a.seen = newMemory()
	}
	return a.line, a.seen, nil
}

// take has a document read that was kept just now.
func (a *ahead) take(c trucewatch.Capture, reports []trucewatch.Report, issues []trucewatch.Issue) {
	a.project.held.noteExtract(c, reports, issues)
	c.Bytes = nil // what it holds is known
	a.open.Add(1)
	select {
	case a.work <- c:
	default:
		a.open.Done()
	}
}

// wait returns when all that was taken is read, and shelved.
func (a *ahead) wait(ctx context.Context) {
	a.open.Wait()
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.line != nil {
		a.line.shelf.flush(ctx)
	}
	a.seen = nil
}

// stop ends reading ahead.
func (a *ahead) stop() {
	close(a.work)
	a.workers.Wait()
}
