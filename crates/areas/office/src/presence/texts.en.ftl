presence-one = { $name } is looking at this too
presence-since = { $name } (since { $at })
presence-several = { $before } and { $last } are looking at this too
presence-taken = { $name } has the case.
