presence-one = Även { $name } ser på det här
presence-since = { $name } (sedan kl. { $at })
presence-several = Även { $before } och { $last } ser på det här
presence-taken = { $name } har ärendet.
