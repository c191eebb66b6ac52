presence-one = { $name } is looking at this too
presence-several = { $names } and { $last } are looking at this too
