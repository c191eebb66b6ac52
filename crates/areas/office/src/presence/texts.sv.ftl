presence-one = Även { $name } ser på det här
presence-several = Även { $before } och { $last } ser på det här
presence-taken = { $name } har ärendet.
