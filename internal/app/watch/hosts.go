package watch

import (
	"context"
	"net/url"
	"sync"
)

// byHost does something with each of a list, in order within a host and for several
// hosts at once. The first error ends it, and ends the context of what still runs.
func byHost[T any](ctx context.Context, hosts int, list []T, address func(T) string, do func(context.Context, T) error) error {
	groups := grouped(list, address)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan []T)
	var all sync.WaitGroup
	each := func(group []T) {
		for _, one := range group {
			if ctx.Err() != nil {
				return
			}
			if err := do(ctx, one); err != nil {
				cancel(err)
			}
		}
	}
	for range min(hosts, len(groups)) {
		all.Go(func() {
			for group := range next {
				each(group)
			}
		})
	}
	for _, group := range groups {
		next <- group
	}
	close(next)
	all.Wait()
	return context.Cause(ctx)
}

// grouped puts what has one host together, in the order in which hosts come up.
func grouped[T any](list []T, address func(T) string) [][]T {
	at := map[string]int{}
	var out [][]T
	for _, one := range list {
		h := host(address(one))
		i, known := at[h]
		if !known {
			i, at[h] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], one)
	}
	return out
}

// host is the host and port of an address; one that has none is its own.
func host(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}
